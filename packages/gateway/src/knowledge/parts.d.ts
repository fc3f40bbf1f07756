/** Bytes under a name, cut into rows. The same name again is the same bytes. */
export declare class Parts {
    #private;
    constructor(sql: SqlStorage);
    /** Inside the transaction of what names them. */
    write(name: string, bytes: Uint8Array): void;
    read(name: string): Uint8Array | null;
    remove(name: string): void;
}

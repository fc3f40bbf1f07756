/**
 * What is kept of a file, moved together within the file's own memory: a second copy of 25 MB is more than an isolate has
 * to spare, and a list of pieces can be longer than the file.
 */
export declare class Excision {
    #private;
    constructor(bytes: Uint8Array);
    /** Where the next piece will begin. */
    get end(): number;
    /** Keeps a piece that lies at or after all that was kept before. */
    keep(from: number, to: number): void;
    /** Writes a piece of our own over what was passed already; `before` is how far the file has been read. */
    insert(piece: Uint8Array, before: number): void;
    /** Corrects what was kept. */
    get kept(): DataView;
    done(): Uint8Array;
}

export interface WorkspaceKey {
    kid: string;
    key: CryptoKey;
}
/** The gateway's secret, and the one before it while what it wrapped is carried over. */
export interface Secrets {
    current: string;
    previous: string | null;
}
/** Keys that wrap a workspace's session keys: the newest wraps, every one that is left opens. */
export declare class WorkspaceKeys {
    #private;
    constructor(sql: SqlStorage, secrets: Secrets);
    /** The key that wraps now; null before the first. */
    current(): {
        kid: string;
        made: number;
    } | null;
    /** Makes the key that wraps from here on. */
    make(now: number): Promise<WorkspaceKey>;
    /**
     * Opens a key by its id. One that only the secret before opens is wrapped anew.
     *
     * @throws when no secret opens it.
     */
    open(kid: string): Promise<WorkspaceKey>;
    /** Deletes keys that neither wrap nor have anything left to open. */
    deleteUnused(): void;
}

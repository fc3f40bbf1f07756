/** What bytes are called: their hash. */
export interface Version {
    version: string;
    sha256: ArrayBuffer;
}
export declare function versionOf(bytes: Uint8Array): Promise<Version>;

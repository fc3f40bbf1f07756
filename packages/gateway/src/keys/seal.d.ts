/** Where something sealed belongs. It opens there and nowhere else. */
export interface SealedAt {
    workspace: string;
    session: string;
    /** Of the event it belongs to. 0: of none, such as a file, which is told by its field. */
    seq: number;
    /** Names what it is within the event, e.g. `text:1`. Without `|`. */
    field: string;
    /** Of the session key. */
    kid: string;
}
/** A session's key, ready for use; the raw bytes are not kept. */
export interface SealingKey {
    kid: string;
    key: CryptoKey;
}
export declare const sealingKey: ({ kid, key }: {
    kid: string;
    key: Uint8Array;
}) => Promise<SealingKey>;
/** Encrypts for one place. The same again gives other bytes. */
export declare function seal(key: CryptoKey, at: SealedAt, original: Uint8Array): Promise<Uint8Array>;
/**
 * What was sealed for this place.
 *
 * @throws BatonError `sealed_gone` when this key does not open it here: another key, another place, or a bit changed.
 */
export declare function unseal(key: CryptoKey, at: SealedAt, sealed: Uint8Array): Promise<Uint8Array>;

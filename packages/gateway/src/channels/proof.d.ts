/** Whether a text is one of the secrets that are good. All are looked at, so that the time taken does not tell which it was. */
export declare function isOneOf(given: string | null, secrets: readonly (string | undefined)[]): Promise<boolean>;
/** Whether these bytes are the HMAC-SHA256 of a body under one of the secrets that are good. */
export declare function isSignedBy(body: Uint8Array, signature: Uint8Array | null, secrets: readonly (string | undefined)[]): Promise<boolean>;
/** A signature in hexadecimal as vendors write it, in small letters; null when it is none. */
export declare function bytesOfHex(text: string): Uint8Array | null;
/** The same in base64. */
export declare function bytesOfBase64(text: string): Uint8Array | null;

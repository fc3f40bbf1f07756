/** Of a text in UTF-8, as 64 hex digits. At once, because a transaction waits for nothing. */
export declare const sha256: (text: string) => string;

/** How long a code is good. */
export declare const LINK_CODE_MS: number;
/** A new code: 49 bits that nobody guesses, as it is shown. */
export declare function newLinkCode(random: (bytes: Uint8Array) => Uint8Array): string;
/** What somebody typed, if the whole of it has the form of a code: in any case, with spaces or dashes between. Else null. */
export declare function readLinkCode(text: string): string | null;

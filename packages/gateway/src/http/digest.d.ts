/** The first bytes of a text's SHA-256, in base64url: names the text to whoever has it, and tells nobody else. */
export declare function digest(text: string, bytes?: number): Promise<string>;

export declare const utf8Bytes: (text: string) => number;
/**
 * A text as pieces no longer than `limit`, cut at the end of a line, a sentence or a word where there is one in the second half of
 * a piece, and never inside a sign. `measure` says how the vendor counts.
 */
export declare function splitText(text: string, limit: number, measure: (text: string) => number): string[];

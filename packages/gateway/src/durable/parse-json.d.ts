/**
 * JSON from outside, or undefined when it is none. Text in it is made well-formed: only an escape can bring in half a
 * surrogate pair, which has no encoding and would come back from storage as something else than was acknowledged.
 */
export declare function parseJson(raw: string): unknown;

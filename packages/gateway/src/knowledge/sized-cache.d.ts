/**
 * What never changes under its name, kept up to a number of bytes, least recently used first out; the last one asked for
 * stays however large it is. It keeps values and never promises: a promise belongs to the request that began it.
 */
export declare class SizedCache<Value> {
    #private;
    constructor(options: {
        bytes: number;
    });
    get(key: string): Value | null;
    put(key: string, value: Value, bytes: number): void;
}

/**
 * Values an isolate keeps for a while, least recently used first out. It keeps values and never promises: a promise
 * belongs to the request that began it and may die with that request. What is not there (null) is asked for again; when
 * nobody answers, the last value still serves. A fresh value is answered at once, without a promise: this is on the way
 * of every message.
 *
 * @example
 * const configs = new FreshCache<Config>({ forMs: 5_000, entries: 100 })
 * await configs.get('demo', () => load('demo'))
 */
export declare class FreshCache<Value> {
    #private;
    constructor(options: {
        forMs: number;
        entries: number;
    });
    get(key: string, load: () => Promise<Value | null>, now?: () => number): Value | null | Promise<Value | null>;
    /** What is kept is known to be over. */
    drop(key: string): void;
}

/**
 * Brings an object's tables up to date. Step n of `steps` runs once per object, in order; never change a step that has
 * been released, add one. (`PRAGMA user_version` is not available in Durable Objects.)
 */
export declare function migrate(storage: DurableObjectStorage, steps: readonly string[]): void;

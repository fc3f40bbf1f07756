/**
 * Whether an object's storage has no room. A commit that fails breaks the object, and everything that waits for its answer
 * is told so, from outside too: then nothing of it was stored, and nothing was acknowledged.
 */
export declare const isStorageFull: (error: unknown) => boolean;

import type { Found } from './format/found.ts';
/**
 * What a file is, told by its bytes alone, and what of it is kept: without metadata, and nothing after its own end. Takes
 * linear time. Works within the given memory, which holds something else afterwards.
 */
export declare function examine(bytes: Uint8Array): Found;

import { type Found } from './found.ts';
export declare const isGif: (bytes: Uint8Array) => boolean;
/** GIF89a: a screen and blocks. It ends at its trailer. Of the extensions only timing and the loop count stay. */
export declare function readGif(bytes: Uint8Array): Found;

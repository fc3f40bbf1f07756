import { type Found } from './found.ts';
export declare const isPng: (bytes: Uint8Array) => boolean;
/** PNG (ISO 15948): a signature and chunks; it ends at IEND, and what follows is cut. */
export declare function readPng(bytes: Uint8Array): Found;

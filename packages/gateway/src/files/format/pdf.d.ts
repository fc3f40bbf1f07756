import { type Found } from './found.ts';
export declare const isPdf: (bytes: Uint8Array) => boolean;
/** PDF (ISO 32000): told by its first bytes, and ends after its last `%%EOF`. What it holds is not looked at. */
export declare function readPdf(bytes: Uint8Array): Found;

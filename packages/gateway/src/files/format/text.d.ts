import type { Found } from './found.ts';
/** Plain text: valid UTF-8 without controls, that no program takes for markup or a script. Nothing is cut. */
export declare function readText(bytes: Uint8Array): Found;

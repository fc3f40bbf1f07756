import { type Found } from './found.ts';
export declare const isJpeg: (bytes: Uint8Array) => boolean;
/**
 * JPEG (ITU T.81): segments and scans. It ends at its EOI, and what follows is cut. Of the application segments only the
 * colour ones stay (JFIF without its thumbnail, ICC, Adobe); which side is up is written anew.
 */
export declare function readJpeg(bytes: Uint8Array): Found;

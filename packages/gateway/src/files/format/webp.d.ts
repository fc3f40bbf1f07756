import { type Found } from './found.ts';
export declare const isWebp: (bytes: Uint8Array) => boolean;
/** WebP (RFC 9649): chunks in a RIFF. It ends where the RIFF says. Exif, XMP and unknown chunks go. */
export declare function readWebp(bytes: Uint8Array): Found;

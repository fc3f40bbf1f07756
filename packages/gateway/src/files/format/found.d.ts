import { type FileType } from '@baton/protocol';
/** What the bytes of a file are found to be, and what of them is kept. */
export type Found = {
    ok: true;
    type: FileType;
    bytes: Uint8Array;
    width?: number;
    height?: number;
} | {
    ok: false;
    code: 'file_type_refused' | 'file_damaged' | 'picture_too_large';
};
export declare const damaged: Found;
/** A picture of this size, unless it is too large for whoever opens it. */
export declare function picture(type: FileType, bytes: Uint8Array, width: number, height: number): Found;
/** Whether the file has this text, in ASCII, at this place. */
export declare function hasText(bytes: Uint8Array, at: number, text: string): boolean;

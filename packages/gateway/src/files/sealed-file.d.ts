import { type SealingKey } from '../keys/seal.ts';
/** Where a file belongs: sealed for one blob of one session, it opens as no other. */
export interface FilePlace {
    workspace: string;
    session: string;
    blob: string;
}
/**
 * AES-256-GCM by segments: a salt, then each segment as `seal` makes it. What is authenticated besides names the place, the
 * salt, the segment's number and whether it is the last, so that none can be swapped, dropped or added.
 */
export declare function sealFile(plain: Uint8Array, key: SealingKey, place: FilePlace): Promise<Uint8Array>;
/**
 * Opens while it is read. Null when already the first segment is not what was sealed here; a later one breaks the stream
 * off, before anything of it was given out.
 */
export declare function openFile(sealed: ReadableStream<Uint8Array>, key: SealingKey, place: FilePlace): Promise<ReadableStream<Uint8Array> | null>;

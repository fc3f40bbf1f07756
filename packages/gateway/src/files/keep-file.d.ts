import { type FileSize } from '@baton/protocol';
import type { Env } from '../env.ts';
import type { StoredPart } from '../session/file-rows.ts';
import { type FilePlace } from './sealed-file.ts';
/**
 * Looks at the bytes, and seals and puts away what is kept of them. Works within their memory.
 *
 * @throws BatonError what is wrong with them; `file_gone` when there is no key or no place for them.
 */
export declare const keepFile: (env: Env, place: FilePlace, bytes: Uint8Array, size: FileSize) => Promise<StoredPart>;

import type { Pack } from '@baton/protocol';
import type { Blobs } from '../blobs/blobs.ts';
import { type Version } from './version.ts';
/** What lies on the shelf: packs as JSON, and models. */
export type Kind = 'pack' | 'model';
/** Names begin alike on the shelf and in Knowledge's own rows. */
export declare const nameOf: (kind: Kind, hash: string) => string;
/** Puts something where isolates read it without asking Knowledge. */
export declare const putOnShelf: (blobs: Blobs, kind: Kind, bytes: Uint8Array, { version, sha256 }: Version) => Promise<void>;
/** Something from the shelf. Null when it is not there, cannot be reached, or is not what its name says. */
export declare function takeFromShelf(blobs: Blobs, kind: Kind, hash: string): Promise<Uint8Array | null>;
/** Checked when it was published; its hash is its name. */
export declare const readPack: (bytes: Uint8Array) => Pack;

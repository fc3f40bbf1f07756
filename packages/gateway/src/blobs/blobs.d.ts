import type { Env } from '../env.ts';
import { type Places } from '../jurisdiction.ts';
/**
 * Bytes that never change, readable from everywhere without waking an object. Names begin with the workspace,
 * `<workspace>/…`, so that all of one workspace can be listed and erased.
 */
export interface Blobs {
    /** Stores; the same name again is the same bytes. `sha256` lets the store refuse what arrives damaged. */
    put(name: string, bytes: Uint8Array, sha256: ArrayBuffer): Promise<void>;
    get(name: string): Promise<Uint8Array | null>;
    /** The same as a stream, for what is large. */
    read(name: string): Promise<ReadableStream<Uint8Array> | null>;
    /** What is not there is removed already. */
    remove(name: string): Promise<void>;
}
type Buckets = Places & Pick<Env, 'BLOBS' | 'BLOBS_EU' | 'BLOBS_FEDRAMP' | 'BLOBS_US' | 'BLOBS_DISK'>;
/**
 * Where a workspace's blobs are: a bucket in its place, or the disk of one box. Null for a jurisdiction without a bucket of
 * its own, since a bucket has one place: there packs are read from the object that also keeps them, and no files are taken.
 */
export declare function blobsOf(env: Buckets, workspace: string): Blobs | null;
export {};

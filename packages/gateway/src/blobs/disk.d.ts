import type { Blobs } from './blobs.ts';
/**
 * Blobs in a folder of one machine, through workerd's `disk` service: a file under each name, written whole and then moved
 * into its place. It checks no hash; what must not be damaged is sealed, or told by its name.
 */
export declare const diskBlobs: (disk: Fetcher, prefix: string) => Blobs;

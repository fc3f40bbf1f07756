import type { Blobs } from './blobs.ts';
/** Blobs in a bucket of R2, each name under `prefix`. */
export declare const r2Blobs: (bucket: R2Bucket, prefix: string) => Blobs;

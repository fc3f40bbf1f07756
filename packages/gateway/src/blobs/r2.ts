import type { Blobs } from './blobs.ts'

/** Blobs in a bucket of R2, each name under `prefix`. */
export const r2Blobs = (bucket: R2Bucket, prefix: string): Blobs => ({
  async put(name, bytes, sha256) {
    await bucket.put(prefix + name, bytes, { sha256 })
  },
  async get(name) {
    const found = await bucket.get(prefix + name)
    return found && new Uint8Array(await found.arrayBuffer())
  },
  async read(name) {
    return (await bucket.get(prefix + name))?.body ?? null
  },
  async remove(name) {
    await bucket.delete(prefix + name)
  },
})

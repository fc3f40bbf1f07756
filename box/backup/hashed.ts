import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const CHUNK_BYTES = 64 * 1024

/** SHA-256 of a file, hexadecimal, and its size; written through to the disk where it was just made. */
export async function hashed(path: string, { sync = false } = {}): Promise<{ sum: string; bytes: number }> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(CHUNK_BYTES)
  const file = await open(path, sync ? 'r+' : 'r')
  try {
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, bytes)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
    if (sync) await file.sync()
    return { sum: hash.digest('hex'), bytes }
  } finally {
    await file.close()
  }
}

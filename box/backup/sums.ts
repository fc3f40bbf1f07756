import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { hashed } from './hashed.ts'
import { type Manifest, SUMS } from './manifest.ts'

/** Writes `SHA256SUMS` line by line, so that memory does not grow with the number of files. */
export class Sums {
  readonly #part: string
  readonly #lines: ReturnType<typeof createWriteStream>
  #files = 0
  #bytes = 0

  constructor(part: string) {
    this.#part = part
    this.#lines = createWriteStream(join(part, SUMS))
  }

  async add(file: string): Promise<void> {
    const { sum, bytes } = await hashed(join(this.#part, file), { sync: true })
    this.#files += 1
    this.#bytes += bytes
    if (!this.#lines.write(`${sum}  ${file}\n`)) await new Promise<void>((ready) => this.#lines.once('drain', ready))
  }

  async close(): Promise<Pick<Manifest, 'files' | 'bytes' | 'sums'>> {
    this.#lines.end()
    await finished(this.#lines)
    const { sum } = await hashed(join(this.#part, SUMS), { sync: true })
    return { files: this.#files, bytes: this.#bytes, sums: sum }
  }
}

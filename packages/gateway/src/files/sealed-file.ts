import { type SealedAt, type SealingKey, seal, unseal } from '../keys/seal.ts'

/** Plain bytes of one segment. A file is sealed in segments, so that it is opened as it is read, within little memory. */
const SEGMENT_BYTES = 1024 * 1024
const SALT_BYTES = 16
const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED_BYTES = IV_BYTES + SEGMENT_BYTES + TAG_BYTES

/** Where a file belongs: sealed for one blob of one session, it opens as no other. */
export interface FilePlace {
  workspace: string
  session: string
  blob: string
}

/**
 * AES-256-GCM by segments: a salt, then each segment as `seal` makes it. What is authenticated besides names the place, the
 * salt, the segment's number and whether it is the last, so that none can be swapped, dropped or added.
 */
export async function sealFile(plain: Uint8Array, key: SealingKey, place: FilePlace): Promise<Uint8Array> {
  const segments = Math.max(1, Math.ceil(plain.length / SEGMENT_BYTES))
  const sealed = new Uint8Array(SALT_BYTES + plain.length + segments * (IV_BYTES + TAG_BYTES))
  const salt = crypto.getRandomValues(sealed.subarray(0, SALT_BYTES))
  let at = SALT_BYTES
  for (let index = 0; index < segments; index++) {
    const piece = plain.subarray(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES)
    const segment = await seal(key.key, segmentAt(place, key.kid, salt, index, index === segments - 1), piece)
    sealed.set(segment, at)
    at += segment.length
  }
  return sealed
}

/**
 * Opens while it is read. Null when already the first segment is not what was sealed here; a later one breaks the stream
 * off, before anything of it was given out.
 */
export async function openFile(
  sealed: ReadableStream<Uint8Array>,
  key: SealingKey,
  place: FilePlace,
): Promise<ReadableStream<Uint8Array> | null> {
  const source = new Pieces(sealed)
  const salt = await source.take(SALT_BYTES)
  let index = 0
  const next = async (): Promise<{ plain: Uint8Array; isLast: boolean }> => {
    const segment = await source.take(SEALED_BYTES)
    const isLast = await source.isAtEnd()
    const at = segmentAt(place, key.kid, salt, index++, isLast)
    return { plain: await unseal(key.key, at, segment), isLast }
  }
  let ahead: { plain: Uint8Array; isLast: boolean } | null = await next().catch(() => null) // said by the answer
  if (!ahead) {
    await source.cancel()
    return null
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { plain, isLast } = ahead ?? (await next())
      ahead = null
      if (plain.length > 0) controller.enqueue(plain)
      if (isLast) controller.close()
    },
    cancel: () => source.cancel(),
  })
}

function segmentAt(
  { workspace, session, blob }: FilePlace,
  kid: string,
  salt: Uint8Array,
  index: number,
  isLast: boolean,
): SealedAt {
  const field = ['file', blob, salt.join('.'), index, isLast ? 'last' : 'more'].join(':')
  return { workspace, session, seq: 0, field, kid }
}

/** A stream by pieces of a wanted length. */
class Pieces {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #held: Uint8Array[] = []
  #length = 0
  #isDone = false

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  /** So many bytes, or fewer at the end. */
  async take(wanted: number): Promise<Uint8Array> {
    while (this.#length < wanted && (await this.#more())) {
      // read until it is enough
    }
    const piece = new Uint8Array(Math.min(wanted, this.#length))
    for (let at = 0; at < piece.length; ) {
      const first = this.#held.shift() ?? new Uint8Array()
      const used = first.subarray(0, piece.length - at)
      piece.set(used, at)
      at += used.length
      if (used.length < first.length) this.#held.unshift(first.subarray(used.length))
    }
    this.#length -= piece.length
    return piece
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#length === 0 && (await this.#more())) {
      // a chunk may be empty
    }
    return this.#length === 0
  }

  cancel(): Promise<void> {
    return this.#reader.cancel()
  }

  async #more(): Promise<boolean> {
    if (this.#isDone) return false
    const { done, value } = await this.#reader.read()
    if (done) this.#isDone = true
    else {
      this.#held.push(value)
      this.#length += value.length
    }
    return !done
  }
}

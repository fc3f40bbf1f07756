import { FILE_LIMITS } from '@baton/protocol'
import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'

/** Who is sent away comes back after this long and up to twice as long. */
const RETRY_MS = 2_000

const MIB = 1024 * 1024

type Arriving = Pick<Request | Response, 'headers' | 'body'>

/**
 * What all uploads of an isolate may hold in memory while they arrive. One file more is held twice for a moment, as it is
 * sealed; an isolate of the platform has 128 MB for everything.
 */
export class Intake {
  readonly #room: number
  #held = 0

  constructor(room: number) {
    this.#room = room
  }

  /**
   * The whole body of a request or an answer, counted as it arrives. Give back its bytes with `release` when done with them.
   *
   * @throws BatonError `file_too_large`, `upload_slow`, `file_damaged` when it broke off, `unavailable` while too much else arrives.
   */
  async receive(request: Arriving, most: number): Promise<{ bytes: Uint8Array; release: () => void }> {
    if (Number(request.headers.get('content-length') ?? 0) > most) throw new BatonError('file_too_large')
    const chunks: Uint8Array[] = []
    let length = 0
    const release = (): void => {
      this.#held -= length
      length = 0
    }
    try {
      for await (const chunk of paced(request)) {
        if (length + chunk.length > most) throw new BatonError('file_too_large')
        if (this.#held + chunk.length > this.#room)
          throw new BatonError('unavailable', undefined, RETRY_MS * (1 + Math.random()))
        this.#held += chunk.length
        length += chunk.length
        chunks.push(chunk)
      }
      return { bytes: joined(chunks, length), release }
    } catch (error) {
      release()
      throw error instanceof BatonError ? error : new BatonError('file_damaged', 'the upload broke off')
    }
  }
}

/** The body piece by piece. Who pauses for long, or takes long in all, is cut off. */
async function* paced(request: Arriving): AsyncGenerator<Uint8Array> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) return
  const end = Date.now() + FILE_LIMITS.uploadMs
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), Math.min(FILE_LIMITS.uploadPauseMs, end - Date.now()))
      if (done) return
      yield value
    }
  } finally {
    // What still comes is of no use; the peer may be gone already.
    void reader.cancel().catch(() => undefined)
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BatonError('upload_slow')), Math.max(0, ms))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  chunks.length = 0
  return bytes
}

/** An isolate of the platform has 128 MB for everything; a process of one's own has what the machine has. */
const intakes = { platform: new Intake(32 * MIB), box: new Intake(256 * MIB) }

export const intakeOf = ({ BLOBS_DISK }: Pick<Env, 'BLOBS_DISK'>): Intake =>
  BLOBS_DISK ? intakes.box : intakes.platform

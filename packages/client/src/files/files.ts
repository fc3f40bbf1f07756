import type { FileSize, ServerFrame } from '@baton/protocol/wire'
import { originOf } from '../http/admission.ts'
import { createIds } from '../ids.ts'
import { type Platform, type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError, networkProblem } from '../problem.ts'
import { backoffMs } from '../socket/backoff.ts'
import { exchange, type Line } from './exchange.ts'
import { type PostOptions, postBytes } from './post.ts'

const TRIES = 3

/** A file that is to be sent, with a small picture of it where there is one. */
export interface Outgoing {
  name: string
  full: Blob
  thumb: Blob | null
}

/** Files of one session: brought before the message that carries them, and looked at by links that last a minute. */
export interface Files {
  /**
   * Resolves with the file's id, for `files` of a message. Tried again where that may help. `onProgress` is told the part
   * that has left, 0 to 1. Rejects with a `BatonError`.
   */
  upload(file: Outgoing, options?: Pick<PostOptions, 'onProgress' | 'signal'>): Promise<string>
  /** Address of a file, for about a minute. Rejects with a `BatonError`. */
  link(file: string, size: FileSize): Promise<string>
}

export function createFiles(line: Line, options: PlatformOptions = {}): Files {
  const platform = platformOf(options)
  const newId = createIds(platform)
  // Apart from the numbers the session itself asks under.
  let lastRequest = 2 ** 40

  async function attempt(id: string, { name, full, thumb }: Outgoing, progress: PostOptions): Promise<string> {
    const slot = await exchange(
      line,
      platform,
      { type: 'upload', id, name, bytes: full.size },
      (heard) => (heard.type === 'slot' && heard.id === id ? heard : null),
      (heard) => heard.type === 'nack' && heard.id === id,
    )
    const url = `${originOf(line.address)}/v1/files`
    await postBytes(platform, url, slot.ticket, full, progress)
    // Without it the file is shown by its name.
    if (thumb) await postBytes(platform, url, slot.thumb, thumb, { signal: progress.signal }).catch(() => {})
    return slot.file
  }

  return {
    async upload(file, progress = {}) {
      const id = newId()
      for (let tried = 1; ; tried++) {
        try {
          return await attempt(id, file, progress)
        } catch (error) {
          progress.signal?.throwIfAborted()
          if (!(error instanceof BatonError) || !error.retryable || tried === TRIES) throw error
          await pause(platform, backoffMs(tried + 1, platform.random))
        }
      }
    },
    async link(file, size) {
      lastRequest += 1
      const req = lastRequest
      const isOf = (heard: ServerFrame) => 'req' in heard && heard.req === req
      const link = await exchange(
        line,
        platform,
        { type: 'file', req, file, size },
        (heard) => (heard.type === 'link' && isOf(heard) ? heard : null),
        (heard) => heard.type === 'fault' && isOf(heard),
      )
      // Whatever a gateway says, only a path of its own.
      if (!/^\/v1\/files\/[\w.-]+$/.test(link.path)) throw new BatonError(networkProblem)
      return `${originOf(line.address)}${link.path}`
    },
  }
}

const pause = (platform: Platform, ms: number): Promise<void> =>
  new Promise((resolve) => {
    platform.after(ms, resolve)
  })

import { FILE_LIMITS } from '@baton/protocol/wire'
import { problemOf, refusal } from '../problem.ts'
import type { ClientProblem } from '../types.ts'
import type { Files } from './files.ts'
import { thumbnailOf } from './thumbnail.ts'

/** A file beside a message that is being written. */
export interface Attachment {
  key: number
  name: string
  bytes: number
  /** Address of a small picture of it, in this page only. */
  preview: string | null
  /** The part that has left, 0 to 1. */
  progress: number
  /** Its id, once it has arrived. */
  file: string | null
  problem: ClientProblem | null
}

/** What is attached to the message being written: brought at once, so that sending waits for nothing. */
export interface Attachments {
  readonly list: readonly Attachment[]
  /** Something is still on its way. */
  readonly isBusy: boolean
  /** Ids of what has arrived. */
  readonly files: readonly string[]
  add(files: Iterable<File>): void
  remove(key: number): void
  retry(key: number): void
  /** They went with a message. */
  clear(): void
}

interface Held {
  shown: Attachment
  source: File
  stop: AbortController
}

export function createAttachments(files: () => Files | null, onChange: () => void): Attachments {
  let held: Held[] = []
  let lastKey = 0

  function change(key: number, part: Partial<Attachment>): void {
    held = held.map((each) => (each.shown.key === key ? { ...each, shown: { ...each.shown, ...part } } : each))
    onChange()
  }

  async function bring({ shown: { key, name }, source, stop }: Held): Promise<void> {
    try {
      const thumb = await thumbnailOf(source)
      if (stop.signal.aborted) return
      if (thumb) change(key, { preview: URL.createObjectURL(thumb) })
      const line = files()
      if (!line) throw refusal('unavailable', 'There is no session.', true)
      const file = await line.upload(
        { name, full: source, thumb },
        { signal: stop.signal, onProgress: (progress) => change(key, { progress }) },
      )
      change(key, { file, progress: 1 })
    } catch (error) {
      if (!stop.signal.aborted) change(key, { problem: problemOf(error) })
    }
  }

  function letGo(each: Held): void {
    each.stop.abort()
    if (each.shown.preview) URL.revokeObjectURL(each.shown.preview)
  }

  return {
    get list() {
      return held.map(({ shown }) => shown)
    },
    get isBusy() {
      return held.some(({ shown }) => shown.file === null && shown.problem === null)
    },
    get files() {
      return held.flatMap(({ shown }) => shown.file ?? [])
    },
    add(sources) {
      const room = FILE_LIMITS.filesPerMessage - held.length
      const added = [...sources].slice(0, Math.max(0, room)).map((source): Held => {
        lastKey += 1
        const problem =
          source.size > FILE_LIMITS.fileBytes ? refusal('file_too_large', 'The file is larger than 25 MB.') : null
        const { name, size: bytes } = source
        const shown = { key: lastKey, name, bytes, preview: null, progress: 0, file: null, problem }
        return { shown, source, stop: new AbortController() }
      })
      held = [...held, ...added]
      onChange()
      for (const each of added) if (!each.shown.problem) void bring(each)
    },
    remove(key) {
      for (const each of held) if (each.shown.key === key) letGo(each)
      held = held.filter(({ shown }) => shown.key !== key)
      onChange()
    },
    retry(key) {
      change(key, { problem: null, progress: 0 })
      const again = held.find(({ shown }) => shown.key === key)
      if (again) void bring(again)
    },
    clear() {
      held.forEach(letGo)
      held = []
      onChange()
    },
  }
}

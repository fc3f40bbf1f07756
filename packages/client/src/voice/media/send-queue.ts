import { type AudioFrame, COMFORT_MS, FRAME_MS } from '@baton/protocol/wire'
import type { SocketLine } from '../transport/socket-line.ts'

/** So much may lie in the line, where it cannot be taken back … */
const IN_LINE_MS = 120
/** … and so much may wait before it: what is later than both is of no use … */
const WAITING = 120 / FRAME_MS
/** … unless the line was down. What was said meanwhile leaves faster than it came. */
const WAITING_WHILE_DOWN = 1000 / FRAME_MS
const AT_ONCE = 3
/** A sign of life comes in the place of so many. */
const AT_ONCE_WHILE_SILENT = AT_ONCE * (COMFORT_MS / FRAME_MS)

/** Keeps audio from piling up on a line that is slow: the oldest makes way for what is newer. */
export class SendQueue {
  readonly #waiting: AudioFrame[] = []
  #catchesUp = true
  #dropped = 0

  get dropped(): number {
    return this.#dropped
  }

  /** The line was lost. */
  down(): void {
    this.#catchesUp = true
  }

  /** `line` is null while it is down. */
  push(frame: AudioFrame, line: Pick<SocketLine, 'waitingMs' | 'sendAudio'> | null): void {
    this.#waiting.push(frame)
    const most = frame.kind === 'comfort' ? AT_ONCE_WHILE_SILENT : AT_ONCE
    for (let sent = 0; line && sent < most && line.waitingMs < IN_LINE_MS; sent += 1) {
      const next = this.#waiting.shift()
      if (!next) break
      line.sendAudio(next)
    }
    if (line && this.#waiting.length === 0) this.#catchesUp = false
    if (this.#waiting.length <= (this.#catchesUp ? WAITING_WHILE_DOWN : WAITING)) return
    this.#waiting.shift()
    this.#dropped += 1
  }
}

import { ProviderError } from './provider-error.ts'

/** A line longer than this is no event of ours. */
const LINE_CHARS = 256 * 1024
const LINE_END = /\r\n|\n|\r/u

/**
 * The `data` of server-sent events, cut anywhere, also within a character or between CR and LF. Comments and other
 * fields are passed over; an event at the end needs no blank line. After WHATWG HTML, 9.2.6. Linear in the text.
 */
export class EventReader {
  readonly #decoder = new TextDecoder()
  #rest = ''
  #data: string[] = []

  /** Events that are complete with these bytes. */
  take(bytes: Uint8Array): string[] {
    this.#rest += this.#decoder.decode(bytes, { stream: true })
    const events = this.#lines(false)
    if (this.#rest.length > LINE_CHARS) throw new ProviderError('too_long')
    return events
  }

  /** What is left when nothing more comes. */
  end(): string[] {
    this.#rest += this.#decoder.decode()
    const events = this.#lines(true)
    return [...events, ...this.#dispatch()]
  }

  #lines(isEnd: boolean): string[] {
    const events: string[] = []
    // A CR at the end may be half of a line's end.
    const held = !isEnd && this.#rest.endsWith('\r') ? '\r' : ''
    const lines = this.#rest.slice(0, this.#rest.length - held.length).split(LINE_END)
    this.#rest = (isEnd ? '' : (lines.pop() ?? '')) + held
    for (const line of lines) {
      if (line === '') events.push(...this.#dispatch())
      else if (line.startsWith('data:')) this.#data.push(line.slice(line.startsWith('data: ') ? 6 : 5))
    }
    return events
  }

  #dispatch(): string[] {
    const data = this.#data.splice(0).join('\n')
    return data === '' ? [] : [data]
  }
}

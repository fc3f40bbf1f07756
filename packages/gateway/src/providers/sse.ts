import { ProviderError } from './provider-error.ts'

/** A line longer than this is no event of ours. */
const LINE_CHARS = 256 * 1024
const LINE_END = /\r\n|\n|\r/u
const HELD = '\r'

/**
 * The `data` of server-sent events, cut anywhere, also within a character or between CR and LF. Comments and other
 * fields are passed over; an event at the end needs no blank line. After WHATWG HTML, 9.2.6. Linear in the text.
 */
export class EventReader {
  readonly #decoder = new TextDecoder()
  /** Of a line that has not ended: joined once it does. */
  #pieces: string[] = []
  #chars = 0
  #data: string[] = []

  /** Events that are complete with these bytes. */
  take(bytes: Uint8Array): string[] {
    const text = this.#decoder.decode(bytes, { stream: true })
    if (text === '') return []
    const mayEndLine = LINE_END.test(text) || this.#pieces.at(-1) === HELD
    this.#hold(text)
    const events = mayEndLine ? this.#lines(false) : []
    if (this.#chars > LINE_CHARS) throw new ProviderError('too_long')
    return events
  }

  /** What is left when nothing more comes. */
  end(): string[] {
    this.#hold(this.#decoder.decode())
    const events = this.#lines(true)
    return [...events, ...this.#dispatch()]
  }

  #hold(text: string): void {
    this.#pieces.push(text)
    this.#chars += text.length
  }

  #lines(isEnd: boolean): string[] {
    const events: string[] = []
    const whole = this.#pieces.join('')
    this.#pieces = []
    this.#chars = 0
    // A CR at the end may be half of a line's end.
    const held = !isEnd && whole.endsWith(HELD) ? HELD : ''
    const lines = whole.slice(0, whole.length - held.length).split(LINE_END)
    const rest = isEnd ? '' : (lines.pop() ?? '')
    if (rest !== '') this.#hold(rest)
    if (held !== '') this.#hold(held)
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

import { parseJson } from '../durable/parse-json.ts'
import type { ToolCall } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import type { CallFragment } from './reply.ts'

const MOST_CALLS = 8
const ARGUMENT_CHARS = 16 * 1024

/** Tool calls put together from their fragments, told apart by index, else by id, else by coming one after another. */
export class ToolCalls {
  readonly #calls: { key: string; name: string; text: string }[] = []

  add({ index, id, function: { name, arguments: given } }: CallFragment): void {
    const last = this.#calls.at(-1)
    const key =
      index !== null && index !== undefined
        ? `#${index}`
        : id
          ? id
          : name || !last
            ? `+${this.#calls.length}`
            : last.key
    let call = this.#calls.find((each) => each.key === key)
    if (!call) {
      if (this.#calls.length === MOST_CALLS) throw new ProviderError('too_long')
      call = { key, name: '', text: '' }
      this.#calls.push(call)
    }
    // Some say the name again with every fragment.
    if (name && call.name === '') call.name = name
    call.text += typeof given === 'object' && given !== null ? JSON.stringify(given) : (given ?? '')
    if (call.text.length > ARGUMENT_CHARS) throw new ProviderError('too_long')
  }

  /** `first` numbers their ids on, through all rounds of a turn. */
  done(first: number): ToolCall[] {
    return this.#calls.map(({ name, text }, at) => ({
      // Nine letters and digits: the strictest of them takes no other.
      id: `call${String(first + at).padStart(5, '0')}`,
      name,
      input: inputOf(text),
    }))
  }
}

function inputOf(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  const value = parseJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

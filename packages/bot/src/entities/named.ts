import type { Entity } from '@baton/protocol'
import type { Message } from '../normalise.ts'

/**
 * The folded form of a message with a mark, one character, in the place of each character of these, wherever and however
 * often they are written. Every position stays, so that whatever is found is quoted as it was written.
 */
export function withoutNamed({ text, folded }: Message, named: readonly Entity[], mark: string): string {
  let written = text
  let read = folded
  for (const { text: name } of named) {
    if (name === '') continue
    for (let at = written.indexOf(name); at >= 0; at = written.indexOf(name, at + name.length)) {
      const gone = (all: string) => all.slice(0, at) + mark.repeat(name.length) + all.slice(at + name.length)
      written = gone(written)
      read = gone(read)
    }
  }
  return read
}

import { cover, DETECTORS, findSplit, type Hints, type Redacted, redact, type Said, slide } from '../index.ts'
import { project } from '../projection.ts'
import { OF_SENTENCES } from './writings.ts'

/** Plays messages of one sender, a second apart, through the door and the window; gives what is stored at the end. */
export function played(messages: readonly string[], exempt: readonly RegExp[] = [], hints: Hints = {}): Redacted[] {
  const stored: Redacted[] = []
  let window: readonly Said[] = []
  messages.forEach((raw, seq) => {
    const { text, marks } = redact(raw, DETECTORS, exempt, hints)
    const at = seq * 1_000
    const spoken = hints.spoken ? { spoken: true as const } : {}
    const { next, earlier } = findSplit(window, { text, at, ...spoken }, exempt)
    for (const part of earlier) stored[part.seq] = cover(stored[part.seq] ?? text, [], part.findings).text
    const own = cover(text, marks, next).text
    stored[seq] = own
    window = slide(
      window.map((said) => ({ ...said, text: stored[said.seq] ?? said.text })),
      { seq, text: own, at, ...spoken },
    )
  })
  return stored
}

/** So many digits of a number in order are taken for having it. */
const TELLING = 6

/** Whether six characters of a secret, or all of a shorter one, can still be read one after the other. */
export function canBeRead(secret: string, stored: readonly string[]): boolean {
  // A placeholder shows four at most, and those are allowed.
  const open = stored
    .map((text) => text.replaceAll(/\[[^\]\n]*••••[^\]\n]*\]/g, ' ').replaceAll(OF_SENTENCES, ' '))
    .join('\n')
  const left = only(project(open).text)
  const sought = only(secret.toLowerCase())
  const length = Math.min(TELLING, sought.length)
  return Array.from({ length: sought.length - length + 1 }, (_, at) => sought.slice(at, at + length)).some((part) =>
    left.includes(part),
  )
}

const only = (text: string): string =>
  /\d{3}/.test(text.replaceAll(/\D/g, '')) ? text.replaceAll(/\D/g, '') : text.replaceAll(/[^a-z\d]/g, '')

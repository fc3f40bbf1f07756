import type { Handle } from '@baton/relay/masking'

/** One message of the live turn: its text as stored, and the originals of what is masked in it. */
export interface Heard {
  text: string
  handles: readonly Handle[]
}

/** Puts originals where their placeholders stand; null where nobody can tell which original is meant. */
export type Opener = (value: string) => string | null

/**
 * Opens the originals of a turn for its actions. Two numbers may share a placeholder, and a customer may write one out:
 * unless all that reads so in the turn stands for the same number, and nothing from before it reads so, it stays shut.
 *
 * @param before what the flow has been told in earlier turns, whose originals are gone.
 */
export function openerOf(heard: readonly Heard[], before: readonly string[] = []): Opener {
  const handles = new Map<string, Handle | null>()
  for (const { placeholder } of heard.flatMap((each) => each.handles)) {
    if (!handles.has(placeholder)) handles.set(placeholder, theOne(placeholder, heard, before))
  }
  return (value) => {
    const present = [...handles].filter(([placeholder]) => value.includes(placeholder))
    const known = present.map(([, handle]) => handle).filter((handle) => handle !== null)
    return known.length < present.length ? null : filled(value, known)
  }
}

/** The original behind a placeholder, as it was last written. */
function theOne(placeholder: string, heard: readonly Heard[], before: readonly string[]): Handle | null {
  const own = heard.flatMap(({ handles }) => handles.filter((handle) => handle.placeholder === placeholder))
  const written = heard.reduce((count, { text }) => count + text.split(placeholder).length - 1, 0)
  if (written !== own.length || before.some((text) => text.includes(placeholder))) return null
  return new Set(own.map((handle) => dense(handle.open()))).size === 1 ? (own.at(-1) ?? null) : null
}

/** The same number may be written with blanks or without. */
const dense = (original: string): string => original.replaceAll(/[^\p{L}\p{N}@.]/gu, '')

/** What an original holds is not looked at again. */
function filled(value: string, [first, ...rest]: readonly Handle[]): string {
  if (!first) return value
  const parts = value.split(first.placeholder).map((part) => filled(part, rest))
  return parts.join(first.open())
}

import type { Entity, EntityPattern } from '@baton/protocol'
import type { Message } from '../normalise.ts'
import { sourceOf } from '../rewritten.ts'
import { writeDigits } from './digits.ts'

interface Shape {
  type: string
  pattern: RegExp
  /** Letters in front of the example's digits, and what joins the two: `T` and `-` of T-1234. */
  prefix: string
  joint: string
  /** Whether hyphens elsewhere belong to the number, as in INV-2026-7. */
  hyphens: boolean
}

export interface NumberFinder {
  find(message: Message): Entity[]
  /** One number of a type with its letters left out: 10042 for SO10042. */
  complete(message: Message, type: string): Entity | null
  /** A value as a customer writes it, in canonical form: of the first type whose pattern it fits. */
  canonical(written: string): Entity | null
}

/** Finds the workspace's own numbers, in canonical form: upper case, without stray spaces and hyphens, read out or written. */
export function buildNumberFinder(patterns: readonly EntityPattern[]): NumberFinder {
  const shapes = patterns.map(({ type, pattern, example }): Shape => {
    const [, prefix = '', joint = '', rest = example] = /^(\p{L}+)(-?)(\d.*)$/u.exec(example) ?? []
    return { type, pattern: new RegExp(pattern, 'giu'), prefix, joint, hyphens: rest.includes('-') }
  })

  return {
    find({ text, folded }) {
      const written = shapes.flatMap((shape) => read(shape, text))
      const spoken = writeDigits(folded)
      if (spoken.text === folded) return written
      return [
        ...written,
        ...shapes.flatMap((shape) =>
          matches(shape, spoken.text).map(({ value, start, end }) => ({
            type: shape.type,
            value,
            text: sourceOf(text, spoken, start, end),
          })),
        ),
      ]
    },
    complete({ text, folded }, type) {
      const spoken = writeDigits(folded)
      const source = spoken.text === folded ? text : spoken.text
      const digits = /^\D{0,12}?(\d[\d -]*\d)\D{0,4}$/u.exec(source)?.[1]
      const shape = shapes.find((each) => each.type === type && each.prefix !== '')
      if (!digits || !shape) return null
      const [entity] = read(shape, shape.prefix + digits.replace(/[ -]/gu, ''))
      return entity ? { ...entity, text: source === text ? digits : text } : null
    },
    canonical(written) {
      for (const shape of shapes) {
        const [whole] = matches(shape, written)
        if (whole && whole.start === 0 && whole.end === written.length)
          return { type: shape.type, value: whole.value, text: written }
      }
      return null
    },
  }
}

const matches = (shape: Shape, text: string) =>
  [...text.matchAll(shape.pattern)]
    .map((match) => ({
      value: canonicalOf(match[1] ?? match[0], shape),
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ value }) => value !== '')

const read = (shape: Shape, text: string): Entity[] =>
  matches(shape, text).map(({ value, start, end }) => ({ type: shape.type, value, text: text.slice(start, end) }))

/** As the workspace's own example is written: T-1234 for "t 1234", SO10042 for "so-10042". */
function canonicalOf(value: string, { joint, hyphens }: Shape): string {
  const dense = value.toUpperCase().replace(hyphens ? /\s/gu : /[\s\-‐-―]/gu, '')
  return hyphens ? dense : dense.replace(/^(\p{L}+)(?=\d)/u, `$1${joint}`)
}

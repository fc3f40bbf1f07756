import type { Entity, EntityPattern } from '@baton/protocol'
import { bare, type Message } from './normalise.ts'

/** Type of the entity that every pack has: the customer agrees (`yes`) or not (`no`). */
export const YES_NO = 'yes_no'
/** One message names so many things at most; more is a pasted list. */
const MOST = 16

export interface EntityFinder {
  find(message: Message): Entity[]
  /** What the customer means when a slot of this type is asked for and they leave out its letters: 10042 for SO10042. */
  complete(message: Message, type: string): Entity | null
}

interface Shape {
  type: string
  pattern: RegExp
  /** Letters in front of the example's digits, and what joins the two: `T` and `-` of T-1234. */
  prefix: string
  joint: string
  /** Whether hyphens elsewhere belong to the number, as in INV-2026-7. */
  hyphens: boolean
}

/** Finds the workspace's own numbers in a message, in canonical form: upper case, without stray spaces and hyphens. */
export function buildEntityFinder(patterns: readonly EntityPattern[]): EntityFinder {
  const shapes = patterns.map(({ type, pattern, example }): Shape => {
    const [, prefix = '', joint = '', rest = example] = /^(\p{L}+)(-?)(\d.*)$/u.exec(example) ?? []
    return { type, pattern: new RegExp(pattern, 'giu'), prefix, joint, hyphens: rest.includes('-') }
  })
  const read = (shape: Shape, text: string): Entity[] =>
    [...text.matchAll(shape.pattern)]
      .map((match) => ({ type: shape.type, value: canonical(match[1] ?? match[0], shape), text: match[0] }))
      .filter(({ value }) => value !== '')

  return {
    find({ text, folded }) {
      const found = shapes.flatMap((shape) => read(shape, text))
      const agreed = yesOrNo(folded)
      if (agreed) found.push({ type: YES_NO, value: agreed, text })
      const seen = new Set<string>()
      return found
        .filter(({ type, value }) => {
          const key = `${type}\n${value}`
          return !seen.has(key) && seen.add(key)
        })
        .slice(0, MOST)
    },
    complete({ text }, type) {
      const digits = /^\D{0,12}?(\d[\d -]*\d)\D{0,4}$/u.exec(text)?.[1]
      const shape = shapes.find((each) => each.type === type && each.prefix !== '')
      if (!digits || !shape) return null
      const [entity] = read(shape, shape.prefix + digits.replace(/[ -]/gu, ''))
      return entity ? { ...entity, text: digits } : null
    },
  }
}

/** As the workspace's own example is written: T-1234 for "t 1234", SO10042 for "so-10042". */
function canonical(value: string, { joint, hyphens }: Shape): string {
  const dense = value.toUpperCase().replace(hyphens ? /\s/gu : /[\s\-‐-―]/gu, '')
  return hyphens ? dense : dense.replace(/^(\p{L}+)(?=\d)/u, `$1${joint}`)
}

const YES =
  /^(?:是|是的|对|对的|好|好的|好啊|好呀|行|可以|可以的|没问题|嗯|嗯嗯|要|要的|需要|确认|确定|同意|没错|yes|yeah|yep|yup|y|sure|ok|okay|of course|please do|correct|right|confirm|absolutely)(?: .*)?$/u
const NO =
  /^(?:不|不是|不对|不用|不用了|不要|不要了|不需要|不行|不可以|没有|没|否|算了|不同意|暂时不用|no|nope|nah|n|not now|no thanks|no thank you|don't|not really|wrong)(?: .*)?$/u
/** A longer message that starts with "no" says something else besides. */
const LONGEST_AGREEMENT = 24

function yesOrNo(folded: string): 'yes' | 'no' | null {
  const whole = bare(folded)
  if (whole.length > LONGEST_AGREEMENT) return null
  if (NO.test(whole)) return 'no'
  return YES.test(whole) ? 'yes' : null
}

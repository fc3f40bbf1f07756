import type { Random } from '@baton/bench/random'
import { LIMITS } from '@baton/protocol'

/** Stands in everything that is made up here. What the gateway answers may not hold it. */
export const MARK = 'zq7fuzz'

export interface Case {
  /** What was done to a valid frame. */
  how: string
  raw: string | Uint8Array
}

type Node = Record<string, unknown>
type Change = (text: string, frame: Node, random: Random) => string | Uint8Array

const DEPTH = 10_000
const VALUES: readonly unknown[] = [
  null,
  true,
  '',
  MARK,
  `${MARK}\u0000\u202e\r\n`,
  [],
  [[MARK]],
  {},
  { [MARK]: MARK },
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  2 ** 53 + 2,
  1e308,
]

const pick = <Item>(items: readonly Item[], random: Random): Item => items[random.below(items.length)] as Item

/** The frame itself or an object in it. */
function somewhere(frame: Node, random: Random): Node {
  const inner = Object.values(frame).filter((value): value is Node => typeof value === 'object' && value !== null)
  return inner.length > 0 && random.next() < 0.5 ? pick(inner, random) : frame
}

/** Changes a copy of the frame in one place, at one key of it. */
const atKey =
  (change: (node: Node, key: string, random: Random) => void): Change =>
  (_, frame, random) => {
    const copy: Node = structuredClone(frame)
    const node = somewhere(copy, random)
    change(node, pick(Object.keys(node), random) ?? 'type', random)
    return JSON.stringify(copy)
  }

/** Puts what JSON.stringify would never write before the last bracket. */
const append =
  (member: (random: Random) => string): Change =>
  (text, _, random) =>
    `${text.slice(0, -1)},${member(random)}}`

/** Writes a number as text, because some numbers do not survive being values. */
const asNumber =
  (written: readonly string[]): Change =>
  (_, frame, random) => {
    const copy: Node = structuredClone(frame)
    const node = somewhere(copy, random)
    node[pick(Object.keys(node), random)] = '@number@'
    return JSON.stringify(copy).replace('"@number@"', pick(written, random))
  }

const CHANGES: Readonly<Record<string, Change>> = {
  'key dropped': atKey((node, key) => delete node[key]),
  'key renamed': atKey((node, key) => {
    node[`${key}${MARK}`] = node[key]
    delete node[key]
  }),
  'key added': atKey((node, _, random) => {
    node[`${MARK}${random.below(1_000)}`] = pick(VALUES, random)
  }),
  'value swapped': atKey((node, key, random) => {
    node[key] = pick(VALUES, random)
  }),
  'key doubled': append((random) => `"${pick(['type', 'id', 'seq', 'body', 'v'], random)}":"${MARK}"`),
  prototype: append((random) =>
    pick(
      [
        '"__proto__":{"polluted":true}',
        '"constructor":{"prototype":{"polluted":true}}',
        '"body":{"__proto__":{"polluted":true},"kind":"message","text":"a"}',
        '"toString":1,"hasOwnProperty":1,"valueOf":null',
      ],
      random,
    ),
  ),
  'odd number': asNumber(['1e999', '-1e999', '-0', '-0.0', '1E400', '9'.repeat(400), '0.1e-400']),
  'no number': asNumber(['NaN', 'Infinity', '-Infinity', '0x10', '01', '+1']),
  'lone surrogate': append((random) => `"text":"\\ud8${random.below(10)}0${MARK}\\udc00\\ud800"`),
  'deep nesting': append((random) =>
    random.next() < 0.5
      ? `"deep":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`
      : `"body":${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
  ),
  'text too long': atKey((node, key) => {
    node[key] = MARK.repeat(1_000)
  }),
  'too large': append(() => `"pad":"${MARK}${'é'.repeat(LIMITS.frameBytes / 2)}"`),
  'one byte too large': (text) => `${text}${' '.repeat(Math.max(0, LIMITS.frameBytes + 1 - text.length))}`,
  binary: (text, _, random) =>
    random.next() < 0.5 ? Buffer.from(text) : Uint8Array.from({ length: random.below(300) }, () => random.below(256)),
  'unknown type': (_, frame, random) =>
    JSON.stringify({
      ...frame,
      type: pick([MARK, '__proto__', 'constructor', 'toString', 'SEND', 'ping ', ''], random),
    }),
  'cut off': (text, _, random) => text.slice(0, random.below(text.length)),
  'no object': (_, __, random) => pick(['null', '[]', '""', '1', 'true', `"${MARK}"`, '', ' ', '\u0000', '{}'], random),
}

/** A frame that was valid before this. */
export function mutated(valid: readonly object[], random: Random): Case {
  const frame = pick(valid, random) as Node
  const how = pick(Object.keys(CHANGES), random)
  const raw = CHANGES[how]?.(JSON.stringify(frame), frame, random) ?? ''
  return { how, raw }
}

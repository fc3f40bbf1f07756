/** Numbers from a seed: mulberry32, which is quick and good enough to break things with. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Numbers = ReturnType<typeof numbersFrom>
type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** What programs stumble over, in place of whatever was there. */
const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  0.5,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u200b',
  '__proto__',
  '../../etc/passwd',
  '<![CDATA[',
  ']]>',
  '&#x1f600;&lt;',
  '{{1}}',
  'constructor',
  '9'.repeat(400),
  '長'.repeat(1_500),
  '👨‍👩‍👧‍👦'.repeat(50),
  [],
  {},
  [[[[[]]]]],
  { toString: null },
  { length: 2 },
]

const pick = <Item>(items: readonly Item[], next: Numbers): Item => items[next(items.length)] as Item

/** Every place of a JSON value: whatever holds something, and by which name. */
function placesIn(value: Json, found: [holder: { [name: string]: Json }, name: string][] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found
  const holder = value as { [name: string]: Json }
  for (const name of Object.keys(holder)) {
    found.push([holder, name])
    placesIn(holder[name] ?? null, found)
  }
  return found
}

/** A value with something taken away, doubled, moved, or strange in it. The value itself is changed. */
function shake(value: Json, next: Numbers): Json {
  const places = placesIn(value)
  if (places.length === 0) return pick(STRANGE, next)
  const [holder, name] = pick(places, next)
  const [other, otherName] = pick(places, next)
  const was = holder[name] ?? null
  switch (next(8)) {
    case 0:
      delete holder[name]
      break
    case 1:
      if (Array.isArray(was) && was.length < 100) was.push(...structuredClone(was))
      else holder[`${name}2`] = structuredClone(was)
      break
    case 2:
      // Cloned, so that nothing holds itself.
      holder[name] = structuredClone(other[otherName] ?? null)
      break
    case 3:
      holder[name] = [was]
      break
    case 4:
      holder[name] = typeof was === 'string' ? torn(was, next) : JSON.stringify(was)
      break
    case 5:
      Object.defineProperty(holder, '__proto__', { value: was, enumerable: true, configurable: true, writable: true })
      break
    default:
      holder[name] = structuredClone(pick(STRANGE, next))
  }
  return value
}

/** A text with some of it lost, doubled, swapped or strange. */
export function torn(text: string, next: Numbers): string {
  const [from, to] = [next(text.length + 1), next(text.length + 1)].toSorted((a, b) => a - b) as [number, number]
  switch (next(5)) {
    case 0:
      return text.slice(0, from) + text.slice(to)
    case 1:
      return text.slice(0, to) + text.slice(from)
    case 2:
      return text.slice(0, from) + String.fromCharCode(next(0x10000)) + text.slice(from + 1)
    case 3: {
      const strange = pick(STRANGE, next)
      return text.slice(0, from) + (typeof strange === 'string' ? strange : '<a>') + text.slice(from)
    }
    default:
      return text.slice(0, from)
  }
}

const ELEMENT = /<([A-Za-z]+)>(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<]*)<\/\1>/g

/** XML whose elements are gone, doubled, renamed or filled with others' values. */
function shakenXml(xml: string, next: Numbers): string {
  const elements = [...xml.matchAll(ELEMENT)]
  if (elements.length === 0) return torn(xml, next)
  const [whole, name] = pick(elements, next) as unknown as [string, string]
  const [otherWhole, otherName] = pick(elements, next) as unknown as [string, string]
  const any = pick(STRANGE, next)
  const strange = typeof any === 'string' ? any : JSON.stringify(any)
  switch (next(5)) {
    case 0:
      return xml.replace(whole, () => '')
    case 1:
      return xml.replace(whole, () => whole + whole)
    case 2:
      return xml.replace(whole, () => otherWhole.replaceAll(otherName, () => name))
    case 3:
      return xml.replace(whole, () => `<${name}>${strange}</${name}>`)
    default:
      return xml.replace(whole, () => `<${name}><![CDATA[${strange}]]></${name}>`)
  }
}

/** As it comes out of bytes: halves of letters are there only where JSON spells them out. */
const asBytes = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd')

/** A payload like this one and yet not: mostly in its structure, sometimes in its letters. */
export function mutated(sample: string, next: Numbers): string {
  let times = 1 + next(3)
  if (next(10) === 0) return asBytes(torn(sample, next))
  if (sample.trimStart().startsWith('<')) {
    let xml = sample
    for (; times > 0; times -= 1) xml = shakenXml(xml, next)
    return asBytes(xml)
  }
  let value = JSON.parse(sample) as Json
  for (; times > 0; times -= 1) value = shake(value, next)
  return JSON.stringify(value)
}

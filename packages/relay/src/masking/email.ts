import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { remembered } from './remembered.ts'

const LOCAL = /[\p{L}\p{N}._%+'-]/u
const DOMAIN = /[\p{L}\p{N}.-]/u
/** What each UTF-16 unit may be part of: every unit of a domain may stand in a local part too. */
const PART = { none: 1, local: 2, domain: 3 } as const
const partOf = remembered((unit) => {
  const character = String.fromCharCode(unit)
  if (DOMAIN.test(character)) return PART.domain
  return LOCAL.test(character) ? PART.local : PART.none
})

/** RFC 5321, 4.5.3.1: octets of the local part and of the domain. */
const LOCAL_CHARS = 64
const DOMAIN_CHARS = 255

/** Email addresses (RFC 5321 with international letters, RFC 6531), and read out in English. First character and domain stay. */
export const email: Detector = (text) => [...written(text), ...readOut(text)]

/** From each `@` outwards, so that no stretch is read twice. Blanks around the sign are forgiven. */
function written(projection: Projection): Finding[] {
  const { text } = projection
  const found: Finding[] = []
  for (let sign = text.indexOf('@'); sign !== -1; sign = text.indexOf('@', sign + 1)) {
    let from = text[sign - 1] === ' ' && text[sign + 1] === ' ' ? sign - 1 : sign
    let to = from < sign ? sign + 2 : sign + 1
    const [localEnd, domainStart] = [from, to]
    while (localEnd - from < LOCAL_CHARS && from > 0 && partOf(text.charCodeAt(from - 1)) >= PART.local) from -= 1
    while (to - domainStart < DOMAIN_CHARS && to < text.length && partOf(text.charCodeAt(to)) === PART.domain) to += 1
    while (to > domainStart && '.-'.includes(text.charAt(to - 1))) to -= 1
    while (from < localEnd && ".'-".includes(text.charAt(from))) from += 1
    const domain = DOMAIN_NAME.exec(text.slice(domainStart, to))?.[0]
    if (from === localEnd || !domain) continue
    found.push(findingOf(projection, from, [domainStart, domainStart + domain.length]))
  }
  return found
}

/** Labels and a top level of letters. What follows without a blank in another script is not the domain's. */
const DOMAIN_NAME = /^(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}|^(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/u

/** What has one writing only. */
const PLAIN = /^[!-~]*$/
const UNSEEN = /[\s\p{Cf}]/gu

function findingOf(projection: Projection, from: number, [start, end]: [number, number]): Finding {
  const { raw, starts } = projection
  const initial = String.fromCodePoint(raw.codePointAt(starts[from] ?? 0) ?? 0)
  const domain = span(projection, start, end)
  const given = raw.slice(domain.start, domain.end)
  const place = PLAIN.test(given) ? given : given.normalize('NFKC').replaceAll(UNSEEN, '')
  return { kind: 'email', ...span(projection, from, end), placeholder: `[email ${initial}••••@${place}]`, keep: 'seal' }
}

const AT = /[ ([]{1,2}at[ )\]]{1,2}/g
const BEFORE = /(?:^|[^a-z\d._%+-])([a-z\d][a-z\d._%+-]{0,63})$/
/** A top level that people have addresses under: "look at the dot on the map" is none. */
const AFTER =
  /^([a-z\d-]{1,63}(?:[ ([]{1,2}dot[ )\]]{1,2}[a-z\d-]{1,63}){0,4}[ ([]{1,2}dot[ )\]]{1,2}(?:com|org|net|edu|gov|info|io|me|co|cn|tw|hk|uk|de|us|eu|fr|jp|sg))(?![a-z\d])/

/** "lin at example dot com". */
function readOut(projection: Projection): Finding[] {
  const { text } = projection
  return [...text.matchAll(AT)].flatMap(({ index, 0: { length } }) => {
    const local = BEFORE.exec(text.slice(Math.max(0, index - LOCAL_CHARS - 1), index))?.[1]
    const domain = AFTER.exec(text.slice(index + length, index + length + DOMAIN_CHARS))?.[1]
    if (!local || !domain) return []
    const end = index + length + domain.length
    const placeholder = `[email ${local.charAt(0)}••••@${domain.replaceAll(/[ ([]{1,2}dot[ )\]]{1,2}/g, '.')}]`
    return [{ kind: 'email', ...span(projection, index - local.length, end), placeholder, keep: 'seal' }]
  })
}

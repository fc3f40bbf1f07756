import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { remembered } from './remembered.ts'

const LOCAL = /[\p{L}\p{N}._%+'-]/u
/** Whether each UTF-16 unit may be part of what stands before the sign: 1 or 2, since 0 is what is not known yet. */
const localOf = remembered((unit) => (LOCAL.test(String.fromCharCode(unit)) ? 2 : 1))
/** RFC 5321, 4.5.3.1.1 */
const LOCAL_CHARS = 64
/** Labels and a top level of letters. What follows without a blank in another script is not the domain's. */
const DOMAIN = /(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}|(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/uy

/** Email addresses (RFC 5321 with international letters, RFC 6531), and read out in English. First character and domain stay. */
export const email: Detector = (text) => [...written(text), ...readOut(text)]

/** From each `@` outwards, so that no stretch is read twice. Blanks around the sign are forgiven. */
function written(projection: Projection): Finding[] {
  const { text } = projection
  const found: Finding[] = []
  for (let sign = text.indexOf('@'); sign !== -1; sign = text.indexOf('@', sign + 1)) {
    const isApart = text[sign - 1] === ' ' && text[sign + 1] === ' '
    const localEnd = isApart ? sign - 1 : sign
    const domainStart = isApart ? sign + 2 : sign + 1
    let from = localEnd
    while (localEnd - from < LOCAL_CHARS && from > 0 && localOf(text.charCodeAt(from - 1)) === 2) from -= 1
    while (from < localEnd && ".'-".includes(text.charAt(from))) from += 1
    DOMAIN.lastIndex = domainStart
    if (from < localEnd && DOMAIN.test(text)) found.push(findingOf(projection, from, [domainStart, DOMAIN.lastIndex]))
  }
  return found
}

/** What has one writing only. */
const PLAIN = /^[!-~]*$/
const UNSEEN = /[\s\p{Cf}]/gu

function findingOf(projection: Projection, from: number, [start, end]: [number, number]): Finding {
  const { raw, starts, text } = projection
  const initial = String.fromCodePoint(raw.codePointAt(starts[from] ?? 0) ?? 0)
  const domain = span(projection, start, end)
  const given = raw.slice(domain.start, domain.end)
  const isCanonical = given === text.slice(start, end)
  const place = isCanonical || PLAIN.test(given) ? given : given.normalize('NFKC').replaceAll(UNSEEN, '')
  return { kind: 'email', ...span(projection, from, end), placeholder: `[email ${initial}••••@${place}]`, keep: 'seal' }
}

/** A domain that is read out is looked for this far. */
const READ_OUT_CHARS = 255
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
    const domain = AFTER.exec(text.slice(index + length, index + length + READ_OUT_CHARS))?.[1]
    if (!local || !domain) return []
    const end = index + length + domain.length
    const placeholder = `[email ${local.charAt(0)}••••@${domain.replaceAll(/[ ([]{1,2}dot[ )\]]{1,2}/g, '.')}]`
    return [{ kind: 'email', ...span(projection, index - local.length, end), placeholder, keep: 'seal' }]
  })
}

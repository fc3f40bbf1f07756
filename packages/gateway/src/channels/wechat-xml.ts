import { XMLParser } from 'fast-xml-parser'

/**
 * The little XML that WeChat speaks: one `<xml>` with elements of text. Everything XML can do besides is refused, because a
 * customer's words stand in the middle of it: entities, document types, instructions, comments, attributes, text beside CDATA, and
 * an element that is there twice.
 */
const LONGEST = 256 * 1024

const CDATA = /<!\[CDATA\[[\s\S]*?\]\]>/g
/** Stands for a piece of CDATA; no XML has it. */
const GAP = '\u0000'
const TAG = /<\/?[A-Za-z][A-Za-z0-9_]*>|<[A-Za-z][A-Za-z0-9_]*\/>/g
const BESIDE_CDATA = new RegExp(`${GAP}\\s*[^<\\s${GAP}]|[^>\\s${GAP}]\\s*${GAP}`)

const parser = new XMLParser({
  ignoreAttributes: true,
  processEntities: false,
  htmlEntities: false,
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: 8,
})

/** The elements that hold text, by name. Null: it is not read at all. */
export function elementsOf(xml: string): ReadonlyMap<string, string> | null {
  if (xml.length > LONGEST || xml.includes(GAP)) return null
  const outside = xml.replace(CDATA, GAP)
  const rest = outside.replace(TAG, '')
  if (/[<>&]|\]\]/.test(rest) || BESIDE_CDATA.test(outside)) return null
  try {
    const root: unknown = parser.parse(xml, true)
    const [name, ...more] = Object.keys(root as object)
    if (name !== 'xml' || more.length > 0) return null
    const found = new Map<string, string>()
    for (const [key, value] of Object.entries((root as { xml: object }).xml)) {
      if (Array.isArray(value)) return null
      if (typeof value === 'string' && key !== '#text') found.set(key, value)
    }
    return found
  } catch {
    // No XML.
    return null
  }
}

/** Text as an element holds it, whatever it says. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** One document. A number stands as it is. */
export const xmlOf = (elements: Readonly<Record<string, string | number>>): string =>
  `<xml>${Object.entries(elements)
    .map(([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`)
    .join('')}</xml>`

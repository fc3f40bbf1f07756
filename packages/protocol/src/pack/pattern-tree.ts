/** A regular expression as it is built. What has no width, an anchor say, is an empty sequence; what looks around has none either. */
export type Node =
  | { is: 'place'; source: string }
  | { is: 'sequence'; parts: Node[] }
  | { is: 'choice'; parts: Node[] }
  | { is: 'repeat'; of: Node; least: number; most: number }
  | { is: 'look'; of: Node }

const TOKEN =
  /(?<escape>\\(?:[pP]\{[^}]*\}|k<[^>]*>|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.))|(?<set>\[(?:\\.|[^\]\\])*\])|(?<open>\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?)|(?<close>\))|(?<or>\|)|(?<times>(?:[*+?]|\{\d+(?:,\d*)?\})\??)|(?<edge>[\^$])|(?<letter>.)/gsu
const LOOKS_AROUND = /^\(\?<?[=!]/
const NOTHING: Node = { is: 'sequence', parts: [] }

/** Reads a source that the engine takes. */
export function parsePattern(source: string): Node {
  interface Group {
    ways: Node[][]
    looksAround: boolean
  }
  const whole: Group = { ways: [[]], looksAround: false }
  const open = [whole]
  const closed = ({ ways }: Group): Node => {
    const parts = ways.map((way): Node => ({ is: 'sequence', parts: way }))
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'choice', parts }
  }
  for (const { 0: text, groups = {} } of source.matchAll(TOKEN)) {
    const way = open.at(-1)?.ways.at(-1)
    if (!way) break
    if (groups.open) open.push({ ways: [[]], looksAround: LOOKS_AROUND.test(text) })
    else if (groups.or) open.at(-1)?.ways.push([])
    else if (groups.close) {
      const group = open.pop()
      const around = open.at(-1)?.ways.at(-1)
      if (group && around) around.push(group.looksAround ? { is: 'look', of: closed(group) } : closed(group))
    } else if (groups.times) {
      const of = way.pop()
      if (of) way.push({ is: 'repeat', of, ...timesOf(text) })
    } else if (groups.edge || /^\\b$/iu.test(text)) way.push(NOTHING)
    // What a reference stands for may be anything.
    else way.push({ is: 'place', source: /^\\(?:\d|k<)/u.test(text) ? '[^]' : text })
  }
  return closed(whole)
}

function timesOf(written: string): { least: number; most: number } {
  const [sign] = written
  if (sign === '?') return { least: 0, most: 1 }
  if (sign === '*') return { least: 0, most: Number.POSITIVE_INFINITY }
  if (sign === '+') return { least: 1, most: Number.POSITIVE_INFINITY }
  const [, least = '0', comma, most] = /\{(\d+)(,?)(\d*)/u.exec(written) ?? []
  return { least: Number(least), most: most ? Number(most) : comma ? Number.POSITIVE_INFINITY : Number(least) }
}

/** The nodes right below one. */
export function below(node: Node): readonly Node[] {
  switch (node.is) {
    case 'place':
      return []
    case 'sequence':
    case 'choice':
      return node.parts
    case 'repeat':
    case 'look':
      return [node.of]
  }
}

/** XML as WeChat and WeCom write it: text in CDATA, numbers bare. */
export const xmlOf = (elements: Readonly<Record<string, string | number>>): string =>
  `<xml>${Object.entries(elements)
    .map(([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>\n`)
    .join('')}</xml>`

const cdata = (text: string): string => `<![CDATA[${text.split(']]>').join(']]]]><![CDATA[>')}]]>`

/** The text of one element of a document without depth; null when it is not there. */
export function elementIn(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>((?:<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|[^<])*)</${name}>`).exec(xml)?.[1]
  return found?.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1') ?? null
}

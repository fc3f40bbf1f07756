import type { Remainder } from './claim.ts'

// Chinese written right after an address does not join it; other letters do, so that a look-alike is not cut off.
const PART = '[^\\s\\p{Script=Han}\\u3000-\\u303f<>"“”‘’«»`|\\\\^{}()\\[\\]]'
const LABEL = '(?:(?!\\p{Script=Han})[\\p{L}\\p{N}_-])+'
const WITH_SCHEME = /(?:h(?:tt|xx)ps?|ftp|wss?|file):\/{0,3}[^\s<>"“”«»`|\\^{}()[\]]+/giu
const OTHER_SCHEME = new RegExp(
  `(?<!(?!\\p{Script=Han})[\\p{L}\\p{N}])(?:javascript|data|vbscript|tel|sms|weixin|alipays?|intent):${PART}+`,
  'giu',
)
const EMAIL = new RegExp(
  `(?<!(?!\\p{Script=Han})[\\p{L}\\p{N}._%+-])(?:mailto:)?(?:(?!\\p{Script=Han})[\\p{L}\\p{N}._%+-])+@(?:${LABEL}\\.)+${LABEL}`,
  'gu',
)
const BARE = new RegExp(
  `(?<!(?!\\p{Script=Han})[\\p{L}\\p{N}@._-])(?:${LABEL}\\.)+(?=\\p{L}{2})${LABEL}(?::\\d+)?(?:[/?#]${PART}*)?`,
  'gu',
)
/** Ways to write an address that is not to be noticed as one. */
const DISGUISED =
  /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+ ?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|。| dot | 点 )[ ]?(?:com|net|org|cn|io|co|info|xyz|top|shop|tw|hk)(?![\p{L}\p{N}])/giu
const PHONE = /(?<![\p{L}\p{N}])\+?\(?\d(?:[ ().-]{0,2}\d){6,18}(?!\d)/gu

const HAN = /\p{Script=Han}/u
const ENDING = /[.,;:!?'*~，。；：！？、]+$/u
/** Groups of three are a number; phones are not written so. */
const THOUSANDS = /^\d{1,3}(?:[ ,]\d{3})+$/u

/** Links and e-mail addresses. Reads text whose letters still have their case. */
export function readAddresses(rest: Remainder): void {
  rest.take(DISGUISED, ([written]) => [`link:${written.toLowerCase()}`])
  rest.take(WITH_SCHEME, ([written]) => [`link:${linkOf(cut(written))}`])
  rest.take(OTHER_SCHEME, ([written]) => (/^tel:\+?[\d ().-]+$/iu.test(written) ? null : [`link:${written}`]))
  rest.take(EMAIL, ([written]) => [`email:${written.replace(/^mailto:/u, '').toLowerCase()}`])
  rest.take(BARE, ([written]) => [`link:${linkOf(`https://${written.replace(ENDING, '')}`)}`])
}

/** Phone numbers, and other long numbers, by their digits. */
export function readPhones(rest: Remainder): void {
  rest.take(PHONE, ([written]) => (THOUSANDS.test(written) ? null : [`digits:${written.replaceAll(/\D/gu, '')}`]))
}

/** A host may be Chinese; what follows it in a Chinese sentence may not. */
function cut(address: string): string {
  const path = address.search(/(?<=[^/:])[/?#]/u)
  const tail = path < 0 ? '' : address.slice(path)
  const end = tail.search(HAN)
  const host = path < 0 ? address : address.slice(0, path)
  const foreign = /^(h(?:tt|xx)ps?:\/{0,3}[\x21-\x7e]+\.[a-z]{2,})\p{Script=Han}/iu.exec(host)
  if (foreign?.[1] !== undefined) return foreign[1]
  return (host + (end < 0 ? tail : tail.slice(0, end))).replace(ENDING, '')
}

/** Where a link leads: scheme, host as it is looked up, path and query. `http` and `https`, and a last slash, are the same. */
function linkOf(address: string): string {
  if (!URL.canParse(address)) return address
  const { protocol, username, host, pathname, search, hash } = new URL(address)
  const scheme = /^https?:$/.test(protocol) ? '' : protocol
  return `${scheme}${username === '' ? '' : `${username}@`}${host}${pathname.replace(/\/$/u, '')}${search}${hash}`
}

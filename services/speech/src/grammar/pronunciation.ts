import { readFile } from 'node:fs/promises'
import { DICTIONARY } from '../installed.ts'
import { allOf } from '../processes.ts'

/** By word, how it is said: phones of the acoustic model, the usual way first. */
export type Pronunciations = ReadonlyMap<string, readonly string[]>

let dictionary: Promise<Pronunciations> | undefined

/** 130,000 English words. Read once. */
export function englishDictionary(): Promise<Pronunciations> {
  dictionary ??= readFile(DICTIONARY, 'utf8').then(read)
  return dictionary
}

function read(text: string): Pronunciations {
  const ways = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const border = line.indexOf(' ')
    if (border < 0) continue
    const word = line.slice(0, border).replace(/\(\d+\)$/, '')
    const phones = line.slice(border + 1).trim()
    const known = ways.get(word)
    if (known) known.push(phones)
    else ways.set(word, [phones])
  }
  return ways
}

/** Phones that flite has and the acoustic model has not. */
const NEAREST: Record<string, string> = { AX: 'AH', AXR: 'ER' }
const PHONES = new Set(
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(' '),
)

/** Words of no dictionary, by flite's letter-to-sound rules. Those that have no letters to say are left out. */
export async function guessed(words: readonly string[]): Promise<Pronunciations> {
  if (words.length === 0) return new Map()
  const together = await phonesOf(words.join(', '))
  // It pauses at every comma; where it did not, nobody knows whose sounds they are.
  const all = together.length === words.length ? together : await Promise.all(words.map(alone))
  return new Map(words.flatMap((word, at) => (all[at] ? [[word, [all[at]]] as const] : [])))
}

const alone = async (word: string): Promise<string> => (await phonesOf(word)).join(' ')

/** Of each stretch between pauses. */
async function phonesOf(text: string): Promise<string[]> {
  const args = ['-c', 'cat | flite -ps -f /dev/stdin -o none']
  const said = await allOf({ command: 'sh', args, input: text })
  const stretches = said
    .trim()
    .toUpperCase()
    .split(/\bPAU\b/)
  return stretches.map(modelled).filter((phones) => phones !== '')
}

const modelled = (stretch: string): string =>
  stretch
    .split(/\s+/)
    .map((phone) => NEAREST[phone] ?? phone)
    .filter((phone) => PHONES.has(phone))
    .join(' ')

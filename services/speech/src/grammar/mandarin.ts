import { allOf } from '../processes.ts'

/** espeak-ng's signs for how a syllable begins and ends, longest first, and the English phones nearest to them. */
const INITIALS: readonly (readonly [string, string])[] = [
  ['tS;h', 'CH'],
  ['ts.h', 'CH'],
  ['tS;', 'JH'],
  ['ts.', 'JH'],
  ['tsh', 'T S'],
  ['ts', 'D Z'],
  ['S;', 'SH'],
  ['s.', 'SH'],
  ['z.', 'R'],
  ['ph', 'P'],
  ['th', 'T'],
  ['kh', 'K'],
  ['p', 'B'],
  ['t', 'D'],
  ['k', 'G'],
  ['X', 'HH'],
  [';', 'Y'],
  ['j', 'Y'],
  ['w', 'W'],
  ['m', 'M'],
  ['n', 'N'],
  ['l', 'L'],
  ['f', 'F'],
  ['s', 'S'],
]
const FINALS: readonly (readonly [string, string])[] = [
  ['iou', 'Y OW'],
  ['uei', 'W EY'],
  ['ong', 'UH NG'],
  ['yuN', 'Y UH NG'],
  ['@r', 'AA R'],
  ['Au', 'AW'],
  ['ai', 'AY'],
  ['ei', 'EY'],
  ['ou', 'OW'],
  ['uo', 'W AO'],
  ['wo', 'W AO'],
  ['iE', 'Y EH'],
  ['iA', 'Y AA'],
  ['jA', 'Y AA'],
  ['yE', 'Y EH'],
  ['y&', 'Y EH'],
  ['ua', 'W AA'],
  ['wA', 'W AA'],
  ['u@', 'W AH'],
  ['o-', 'AH'],
  ['i.', 'ER'],
  ['i[', 'IH'],
  ['in', 'IH N'],
  ['iN', 'IH NG'],
  ['an', 'AA N'],
  ['i', 'IY'],
  ['y', 'UW'],
  ['u', 'UW'],
  ['o', 'AO'],
  ['A', 'AA'],
  ['a', 'AA'],
  ['@', 'AH'],
  ['E', 'EH'],
  ['&', 'EH'],
  ['w', 'W'],
  ['j', 'Y'],
  ['n', 'N'],
  ['N', 'NG'],
]

/**
 * A phrase of Mandarin in phones of the English acoustic model: the readings are espeak-ng's, tones are lost. Null: it is
 * not all Mandarin. Good enough to tell a few phrases apart that a machine says; no claim about people.
 */
export async function mandarinPhones(phrase: string): Promise<string | null> {
  if (!/^[\p{Script=Han}\s，。？！、,.?!]+$/u.test(phrase)) return null
  const read = await allOf({
    command: 'espeak-ng',
    args: ['-q', '-x', '-v', 'cmn-latn-pinyin', '--stdin'],
    input: phrase,
  })
  const syllables = read.split('|').map((each) => each.replace(/[\d'_,\s]/g, ''))
  const phones = syllables.filter((each) => each !== '').map(phonesOf)
  return phones.includes(null) || phones.length === 0 ? null : phones.join(' ')
}

/** Null: there is a sign in it that is no Mandarin. */
export function phonesOf(syllable: string): string | null {
  const initial = INITIALS.find(([sign]) => syllable.startsWith(sign))
  const phones = initial ? [initial[1]] : []
  for (let rest = syllable.slice(initial?.[0].length ?? 0); rest !== ''; ) {
    const next = FINALS.find(([sign]) => rest.startsWith(sign))
    if (!next) return null
    phones.push(next[1])
    rest = rest.slice(next[0].length)
  }
  return phones.length > 0 ? phones.join(' ') : null
}

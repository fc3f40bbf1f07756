import { Automaton } from './automaton.ts'
import { EVERYDAY, NUMBER_BEFORE } from './everyday.ts'
import { Grammar } from './grammar.ts'
import { Lexicon } from './lexicon.ts'
import { mandarinPhones } from './mandarin.ts'
import { englishDictionary, guessed } from './pronunciation.ts'
import { dates, type Slot, type Slots, withSlots } from './slots.ts'
import { PAUSE, sayings, spoken } from './spoken.ts'
import { type Compiled, type Dropped, languageOf, type Vocabulary } from './vocabulary.ts'

/** Each is a process of espeak-ng, and the English model tells no more of them apart. */
const MOST_MANDARIN = 200

export const compile = (content: Vocabulary): Promise<Compiled> =>
  languageOf(content.language) === 'en' ? compileEnglish(content) : compileMandarin(content)

async function compileEnglish({ phrases, slots }: Vocabulary): Promise<Compiled> {
  const given = phrases.map((phrase) => ({ phrase, words: spoken(withSlots(phrase, slots)) }))
  const known = await englishDictionary()
  const needed = new Set([...given.flatMap(({ words }) => words), ...wordsOf(slots)])
  const strange = [...needed].filter((word) => word !== PAUSE && !word.startsWith('{') && !known.has(word))
  const heard = new Map([...known, ...(await guessed(strange))])
  heard.set(PAUSE, ['', 'SIL'])

  const grammar = new Grammar(heard, slots)
  const dropped: Dropped[] = []
  for (const { phrase, words } of given) {
    const reason = grammar.refusalOf(words)
    if (reason) dropped.push({ phrase, reason })
    else for (const way of sayings(words)) grammar.add(way)
  }
  for (const phrase of EVERYDAY.en) for (const way of sayings(spoken(phrase))) grammar.add(way)
  for (const [name, each] of Object.entries(slots)) {
    const before = 'digits' in each ? ['', ...NUMBER_BEFORE] : ['']
    for (const words of before) grammar.add([...spoken(words), `{${name}}`])
  }
  return {
    language: 'en',
    ...grammar.finished(),
    phrases: given.length - dropped.length,
    dropped,
    guessed: strange.filter((word) => heard.has(word)),
  }
}

function wordsOf(slots: Slots): string[] {
  const said = (each: Slot): string[] => ('dates' in each ? dates() : 'phrases' in each ? each.phrases : [])
  return Object.values(slots).flatMap((each) => said(each).flatMap(spoken))
}

async function compileMandarin({ phrases }: Vocabulary): Promise<Compiled> {
  const dropped: Dropped[] = []
  const lexicon = new Lexicon()
  const automaton = new Automaton()
  const [start, end] = [automaton.state(), automaton.state()]
  const all = [...new Set([...EVERYDAY.zh, ...phrases])]
  for (const [at, phrase] of all.entries()) {
    const phones = at < MOST_MANDARIN ? await mandarinPhones(phrase) : null
    if (phones === null) dropped.push({ phrase, reason: at < MOST_MANDARIN ? 'not-mandarin' : 'too-many' })
    else automaton.arcs(start, end, lexicon.said({ words: [phrase], isPart: false }, [phones]))
  }
  return {
    language: 'zh',
    dictionary: lexicon.text(),
    automaton: automaton.text(start, end),
    written: lexicon.written,
    phrases: new Set(phrases).size - dropped.length,
    dropped,
    guessed: [],
  }
}

import { forSpeech } from '@baton/bot'
import { type Brief, type Locale, REMOVED } from '@baton/protocol'

/** What of a brief is said to the agent who takes a call. */
export type Whispered = Pick<Brief, 'want' | 'mood' | 'locale'>

/** A few seconds of speech, in characters. */
const MOST: Record<Locale, number> = { en: 80, 'zh-CN': 24, 'zh-TW': 24 }

const WORDS: Record<
  Locale,
  { speaks: string; moods: Record<Brief['mood'], string>; said: (what: string[]) => string }
> = {
  en: {
    speaks: 'English',
    moods: { calm: 'calm', negative: 'unhappy', anxious: 'worried', angry: 'angry' },
    said: ([who, want]) => (want ? `${who}: ${want}` : `${who}.`),
  },
  'zh-CN': {
    speaks: '普通话',
    moods: { calm: '平静', negative: '不满', anxious: '着急', angry: '生气' },
    said: ([who, want]) => (want ? `${who}：${want}` : `${who}。`),
  },
  'zh-TW': {
    speaks: '國語',
    moods: { calm: '平靜', negative: '不滿', anxious: '著急', angry: '生氣' },
    said: ([who, want]) => (want ? `${who}：${want}` : `${who}。`),
  },
}

/** One sentence in the language of the call: which that is, the mood, and what they want. Null where there is nothing worth a wait. */
export function whisperOf({ want, mood, locale }: Whispered): string | null {
  const { speaks, moods, said } = WORDS[locale]
  const [first = ''] = forSpeech(want.replaceAll(REMOVED, ' '), locale)
  if (first === '' && mood === 'calm') return null
  return said([[speaks, moods[mood]].join(locale === 'en' ? ', ' : '，'), shortened(first, MOST[locale])])
}

/** Cut at the last gap between words, where there is one. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const gap = cut.lastIndexOf(' ')
  return gap > most / 2 ? cut.slice(0, gap) : cut
}

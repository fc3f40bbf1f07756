import type { Program } from '../processes.ts'

/** By language, the voice. Plain `cmn` reads Mandarin's pinyin as if it were English; the latn ones say it. */
export const ESPEAK_LANGUAGES: Readonly<Record<string, string>> = {
  zh: 'cmn-latn-pinyin',
  cmn: 'cmn-latn-pinyin',
  'zh-hk': 'yue',
  yue: 'yue',
  ar: 'ar',
  cs: 'cs',
  da: 'da',
  de: 'de',
  el: 'el',
  es: 'es',
  fi: 'fi',
  fr: 'fr-fr',
  hi: 'hi',
  hu: 'hu',
  id: 'id',
  it: 'it',
  ja: 'ja',
  ko: 'ko',
  ms: 'ms',
  nb: 'nb',
  nl: 'nl',
  pl: 'pl',
  pt: 'pt',
  ro: 'ro',
  ru: 'ru',
  sv: 'sv',
  th: 'th',
  tr: 'tr',
  uk: 'uk',
  vi: 'vi',
}

/** Words a minute. */
const USUAL_PACE = 165

/** A text of any length as a WAV that comes while it is made. A process of its own always: its licence is GPL 3. */
export const espeak = (voice: string, text: string, speed: number): Program => ({
  command: 'espeak-ng',
  args: ['--stdin', '--stdout', '-v', voice, '-s', String(Math.round(USUAL_PACE * speed))],
  input: text,
})

import type { Pack, Reason } from '@baton/protocol'
import { WORDING } from '../wording.ts'
import { claimsOf } from './claims/claims.ts'
import { type Footing, firstUngrounded, footingOf, type Grounds } from './ground.ts'
import { makeScreen } from './screen.ts'
import { isSupported } from './support.ts'

/** Why a sentence may not be said; null when it may. `before` is the sentence said just before it. */
export type Check = (sentence: string, before?: string) => Reason | null

/** What every sentence passes before anybody sees it, whoever wrote it. Works sentence by sentence, so that it streams. */
export interface Door {
  /** For sentences of the pack's own: its wording and its flows' texts are ground too. */
  own(grounds: Grounds): Check
  /** For sentences that somebody else wrote. */
  foreign(grounds: Grounds): Check
}

export function makeDoor({ forbidden, wording, flows }: Pick<Pack, 'forbidden' | 'wording' | 'flows'>): Door {
  const screen = makeScreen(forbidden)
  const own = once(() => footingOf({ texts: stringsIn([WORDING, wording, flows]) }))
  const check =
    (footing: () => Footing): Check =>
    (sentence, before) => {
      const code = screen(sentence, before)
      if (code !== null) return { step: 'screen', code }
      const missing = firstUngrounded(sentence, { has: (key) => footing().has(key) })
      return missing && { step: 'ground', code: missing.code, detail: missing.text }
    }
  return {
    own: (grounds) => check(once(() => footingOf(grounds, own()))),
    foreign: (grounds) => {
      const holds = check(once(() => footingOf(grounds)))
      const texts = [...(grounds.texts ?? []), ...stringsIn(grounds.results ?? [])]
      const speaksOfIt = (sentence: string) =>
        isSupported(sentence, texts) ||
        // What a system answered is numbers and dates, in no words of ours.
        ((grounds.results?.length ?? 0) > 0 && claimsOf(sentence).length > 0)
      return (sentence, before) =>
        holds(sentence, before) ?? (speaksOfIt(sentence) ? null : { step: 'ground', code: 'unsupported' })
    },
  }
}

/** Most sentences claim nothing: what they would rest on is made when it is asked for. */
function once(make: () => Footing): () => Footing {
  let made: Footing | null = null
  return () => {
    made ??= make()
    return made
  }
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

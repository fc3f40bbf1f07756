import type { Ranker } from '@baton/bot/training'
import type { Labelled } from './lessons.ts'

/** The confidence from which the bot serves an intent unasked. */
const BAR = 0.8

/** Shares 0–100. */
export interface AtBar {
  /** Of what an intent means: the best guess is right, however sure. */
  accuracy: number
  /** … and sure enough, too. */
  kept: number
  /** Of what no intent means: not sure enough of anything. */
  refused: number
  /** Of all that is served: right. Messages from outside are weighed so that they make up `outsideShare` of all. */
  precision: number
}

/** @param outsideShare 0–1 of all messages that no intent means. */
export function atBar(
  rank: Ranker,
  inside: readonly Labelled[],
  outside: readonly { text: string }[],
  outsideShare: number,
): AtBar {
  const guesses = inside.map(({ text, intent }) => {
    const [best] = rank(text)
    return { right: best?.id === intent, served: (best?.confidence ?? 0) >= BAR }
  })
  const share = (holds: (guess: (typeof guesses)[number]) => boolean) => guesses.filter(holds).length / guesses.length
  const refused = outside.filter(({ text }) => (rank(text)[0]?.confidence ?? 0) < BAR).length / outside.length
  const kept = share(({ right, served }) => right && served)
  const served = (1 - outsideShare) * share((guess) => guess.served) + outsideShare * (1 - refused)
  return {
    accuracy: 100 * share(({ right }) => right),
    kept: 100 * kept,
    refused: 100 * refused,
    precision: (100 * (1 - outsideShare) * kept) / served,
  }
}

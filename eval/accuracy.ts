import { Random } from '@baton/bench/random'
import { finishTraining, ranker } from '@baton/bot/training'
import { type Labelled, lessonsOf } from './lessons.ts'

/** Share 0–100 of `asked` whose best guess is right, however sure, after training on `taught`. */
export function accuracy(taught: readonly Labelled[], asked: readonly Labelled[]): number {
  const lessons = lessonsOf(taught)
  const rank = ranker(finishTraining(lessons, []), lessons)
  return (100 * asked.filter(({ text, intent }) => rank(text)[0]?.id === intent).length) / asked.length
}

/**
 * Mean accuracy over `folds` parts, each asked after training on the others and on `besides`, which is never asked. Every
 * intent is spread over the parts evenly.
 */
export function crossValidated(
  sentences: readonly Labelled[],
  folds: number,
  seed: number,
  besides: readonly Labelled[] = [],
): number {
  const parts = stratified(sentences, folds, seed)
  const scores = parts.map((asked, at) =>
    accuracy([...besides, ...parts.filter((_, other) => other !== at).flat()], asked),
  )
  return mean(scores)
}

/** `perIntent` sentences of every intent, and all the others. */
export function draw(
  sentences: readonly Labelled[],
  perIntent: number,
  seed: number,
): { taught: Labelled[]; asked: Labelled[] } {
  const taught: Labelled[] = []
  const asked: Labelled[] = []
  for (const group of byIntent(shuffled(sentences, seed))) {
    taught.push(...group.slice(0, perIntent))
    asked.push(...group.slice(perIntent))
  }
  return { taught, asked }
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length

function stratified(sentences: readonly Labelled[], folds: number, seed: number): Labelled[][] {
  const parts = Array.from({ length: folds }, (): Labelled[] => [])
  let next = 0
  for (const group of byIntent(shuffled(sentences, seed))) for (const each of group) parts[next++ % folds]?.push(each)
  return parts
}

function byIntent(sentences: readonly Labelled[]): Labelled[][] {
  const groups = new Map<string, Labelled[]>()
  for (const each of sentences) {
    const group = groups.get(each.intent)
    if (group) group.push(each)
    else groups.set(each.intent, [each])
  }
  return [...groups.values()]
}

function shuffled<Each>(all: readonly Each[], seed: number): Each[] {
  const random = new Random(seed)
  return all
    .map((each) => ({ each, key: random.next() }))
    .sort((left, right) => left.key - right.key)
    .map(({ each }) => each)
}

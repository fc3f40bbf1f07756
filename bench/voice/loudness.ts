import type { Tap } from './page/taps.ts'

const BLOCK_MS = 5
/** 40 dB below the loudest there can be: below every voice, above every room. */
const LOUD = 0.01

/** From when until when it was loud, by the wall clock. Silences shorter than `joinMs` do not part two. */
export function loudParts(
  { rate, startedAt, samples }: Tap,
  joinMs: number,
  loud = LOUD,
): { from: number; to: number }[] {
  const block = Math.round((rate * BLOCK_MS) / 1_000)
  const parts: { from: number; to: number }[] = []
  for (let at = 0; at + block <= samples.length; at += block) {
    let sum = 0
    for (let index = at; index < at + block; index += 1) sum += (samples[index] ?? 0) ** 2
    if (Math.sqrt(sum / block) < loud) continue
    const from = startedAt + (at / rate) * 1_000
    const last = parts.at(-1)
    if (last && from - last.to < joinMs) last.to = from + BLOCK_MS
    else parts.push({ from, to: from + BLOCK_MS })
  }
  return parts
}

/** When something was first heard after this; NaN when nothing was. */
export const firstLoud = (tap: Tap, after: number): number =>
  loudParts(tap, BLOCK_MS * 2).find(({ from }) => from >= after)?.from ?? Number.NaN

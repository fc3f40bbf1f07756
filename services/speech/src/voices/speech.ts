import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampler } from '@baton/sound/resample'
import { withoutLead } from '@baton/sound/silence'
import { outputOf, ProgramError } from '../processes.ts'
import { espeak } from './espeak.ts'
import { flite } from './flite.ts'
import type { Voice } from './voice.ts'
import { samplesOfWav } from './wav-stream.ts'

/** What comes out, whatever a voice speaks at. */
export const RATE = 16_000

/** A text aloud, from its first sound on, while it is being made. `signal` ends the program that speaks. */
export async function* speech(
  voice: Voice,
  text: string,
  { speed = 1, signal }: { speed?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Int16Array> {
  const waves =
    voice.engine === 'flite'
      ? sentencesOf(text).map((sentence) => flite(voice.name, sentence, speed, signal))
      : [outputOf(espeak(voice.name, text, speed), signal)]
  for (const wave of waves) yield* said(voice, wave)
}

async function* said({ engine }: Voice, wave: AsyncIterable<Buffer>): AsyncGenerator<Int16Array> {
  let heard: ((samples: Int16Array) => Int16Array) | undefined
  for await (const { rate, samples } of samplesOfWav(wave)) {
    heard ??= at16k(rate)
    const trimmed = heard(samples)
    // A copy: the next block is made in the same memory.
    if (trimmed.length > 0) yield trimmed.slice()
  }
  if (!heard) throw new ProgramError(`${engine} said nothing`)
}

function at16k(rate: number): (samples: Int16Array) => Int16Array {
  const trim = withoutLead(RATE)
  if (rate === RATE) return trim
  const converter = resampler(rate, RATE)
  return (samples) => trim(toInt16(converter.push(toFloat32(samples))))
}

/** A sentence of more characters is begun with its first clause, if that has some substance. */
const LONG = 36
const CLAUSE = /^.{12,}?[,;:](?=\s)/

/** flite makes the whole of what it is given before it says the first of it, so it gets one sentence at a time, and less of a long first one. */
const sentencesOf = (text: string): string[] => {
  const [first = '', ...others] = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
  const clause = first.length > LONG ? (CLAUSE.exec(first)?.[0] ?? '') : ''
  return [clause, first.slice(clause.length).trim(), ...others].filter((part) => part !== '')
}

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav, writeWav } from '@baton/sound/wav'
import { missingPackages } from '@baton/speech'

const VOICE = 'slt'

/** What is said, and how long it is quiet afterwards. An empty text is silence alone. */
export type Script = readonly { text: string; thenMs: number }[]

/** A recording of a whole script, as a browser's microphone takes it: played from when it is opened, over and over. */
export function microphone(folder: string, name: string, script: Script): string {
  const parts = script.map(({ text, thenMs }) => {
    const speech = text === '' ? { rate: 16_000, samples: new Int16Array(0) } : spoken(folder, text)
    return { ...speech, pause: (speech.rate * thenMs) / 1_000 }
  })
  const rate = parts[0]?.rate ?? 16_000
  const whole = new Int16Array(parts.reduce((sum, { samples, pause }) => sum + samples.length + pause, 0))
  let at = 0
  for (const { samples, pause } of parts) {
    whole.set(samples, at)
    at += samples.length + pause
  }
  const file = join(folder, `${name}.wav`)
  writeFileSync(file, writeWav({ rate, samples: whole }))
  return file
}

const said = new Map<string, ReturnType<typeof readWav>>()

/** By the voice that is at hand without a network; said of the machine where it is not. */
export function spoken(folder: string, text: string): { rate: number; samples: Int16Array } {
  const before = said.get(text)
  if (before) return before
  if (missingPackages().includes('flite')) throw new Error('there is no voice here: apt-get install flite')
  const file = join(folder, 'spoken.wav')
  execFileSync('flite', ['-voice', VOICE, '-t', text, '-o', file], { timeout: 20_000 })
  const wav = readWav(readFileSync(file))
  said.set(text, wav)
  return wav
}

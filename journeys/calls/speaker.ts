import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readWav } from '@baton/sound/wav'

export interface Manner {
  /** 1.5 is half as fast again. Default: 1. */
  pace?: number
  /** 2 is twice the amplitude; what goes beyond is cut off, as by a microphone. Default: 1. */
  loudness?: number
  /** Hertz on average; the voice's own is about 170. */
  pitch?: number
}

const run = promisify(execFile)

/** A sentence, said by a machine: 16 kHz, 16 bits, in base64. */
export async function spoken(text: string, { pace = 1, loudness = 1, pitch }: Manner = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-voice-'))
  try {
    const file = join(folder, 'said.wav')
    const how = ['--setf', `duration_stretch=${1 / pace}`, ...(pitch ? ['--setf', `int_f0_target_mean=${pitch}`] : [])]
    await run('flite', ['-voice', 'slt', ...how, '-t', text, '-o', file])
    const { samples } = readWav(await readFile(file))
    const loud = samples.map((sample) => Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * loudness))))
    return Buffer.from(loud.buffer).toString('base64')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

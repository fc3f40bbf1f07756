import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allOf } from '../processes.ts'

/** English, the most natural first. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const
export type FliteVoice = (typeof FLITE_VOICES)[number]

/**
 * One sentence as a WAV. What a bot says to a customer is nobody else's: arguments stand in the list of processes, so the
 * text comes by a pipe, which flite can open and Node's sockets are not: hence the `cat`. It goes back in its WAV to fill
 * in the length, so that is a file, in a folder that only its owner can read.
 */
export async function* flite(
  voice: FliteVoice,
  text: string,
  speed: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-voice-'))
  try {
    const wave = join(folder, 'said.wav')
    const line = 'cat | flite -voice "$0" --setf duration_stretch="$1" -f /dev/stdin -o "$2"'
    const args = ['-c', line, voice, (1 / speed).toFixed(3), wave]
    await allOf({ command: 'sh', args, input: text }, signal)
    yield await readFile(wave)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

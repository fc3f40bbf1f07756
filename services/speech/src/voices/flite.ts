import { Running } from '../processes.ts'

/** English, the most natural first. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const
export type FliteVoice = (typeof FLITE_VOICES)[number]

/**
 * What a bot says to a customer is nobody else's: arguments stand in the list of processes, so the text comes by a pipe, which
 * flite can open and Node's sockets are not: hence the `cat`. It goes back in its WAV to fill in the length, so that is a file,
 * which only its owner can read, and which is gone with the shell.
 */
const LINE =
  'said=$(mktemp) && trap \'rm -f "$said"\' EXIT && cat | flite -voice "$0" --setf duration_stretch="$1" -f /dev/stdin -o "$said" && cat "$said"'

/** By voice and pace: one that has started, which takes as long as a short sentence does. */
const ready = new Map<string, Running>()

/** One sentence as a WAV. */
export async function* flite(
  voice: FliteVoice,
  text: string,
  speed: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  const args = ['-c', LINE, voice, (1 / speed).toFixed(3)]
  const start = (): Running => new Running({ command: 'sh', args })
  const name = args.join()
  const before = ready.get(name)
  ready.delete(name)
  yield* (before?.isThere ? before : start()).output(text, signal)
  // Not while this one works.
  if (!ready.has(name)) ready.set(name, start())
}

/** Whoever waits to speak says nothing any more. */
export function stopFlite(): void {
  for (const program of ready.values()) program.end()
  ready.clear()
}

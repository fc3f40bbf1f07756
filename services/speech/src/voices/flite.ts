import type { Program } from '../processes.ts'

/** English, the most natural first. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const
export type FliteVoice = (typeof FLITE_VOICES)[number]

/** One sentence as a WAV. It writes to a pipe only, and Node's are sockets: hence the `cat`. The text is an argument, no part of the line. */
export const flite = (voice: FliteVoice, text: string, speed: number): Program => ({
  command: 'sh',
  args: [
    '-c',
    'flite -voice "$0" --setf duration_stretch="$1" -t "$2" -o /dev/stdout | cat',
    voice,
    (1 / speed).toFixed(3),
    text,
  ],
})

import { bytesOf } from '@baton/sound/pcm'
import { type FluxMessage, readFlux } from './deepgram-messages.ts'
import type { Ears, HeardEvent, Hearing } from './hearing.ts'
import { type OpenSocket, SpeechSocket } from './speech-socket.ts'

/** Flux decides by what is said; it is not told how long ago the voice ended, but answers about so much later. */
const USUAL_HANG_MS = 260

/** The query of a socket for 16 kHz sound, with the early ends that Flux leaves out unless it is asked for them. */
export const FLUX_QUERY = {
  encoding: 'linear16',
  sample_rate: '16000',
  eager_eot_threshold: '0.5',
  eot_threshold: '0.7',
  eot_timeout_ms: '3000',
} as const

/** A recogniser that tells turns itself, as Deepgram's Flux does on `v2/listen`. */
export function fluxHearing(open: (locale: string) => OpenSocket, timeoutMs: number): Hearing {
  return {
    open(locale, told): Ears {
      let isTurn = false
      const socket = new SpeechSocket(open(locale), timeoutMs, {
        message(data) {
          const read = readFlux(data)
          if (read.do === 'message') {
            const events = fluxEvents(read.message, isTurn)
            isTurn = read.message.event !== 'EndOfTurn' && (isTurn || events.length > 0)
            for (const event of events) told(event)
          } else if (read.do === 'named' && read.type === 'Error') told({ do: 'failed', code: 'unavailable' })
        },
        failed: (code) => told({ do: 'failed', code }),
      })
      return {
        hear: (samples) => socket.send(bytesOf(samples).buffer),
        end: () => socket.end(JSON.stringify({ type: 'CloseStream' })),
      }
    },
  }
}

function fluxEvents({ event, transcript, words }: FluxMessage, isTurn: boolean): HeardEvent[] {
  const text = transcript.trim()
  const begun: HeardEvent[] = isTurn ? [] : [{ do: 'start' }]
  switch (event) {
    case 'StartOfTurn':
      return text === '' ? begun : [...begun, { do: 'update', text }]
    case 'Update':
      // They come in silence, too.
      return text === '' ? [] : [...begun, { do: 'update', text }]
    case 'EagerEndOfTurn':
      return [...begun, { do: 'eager_end', text }]
    case 'TurnResumed':
      return isTurn ? [{ do: 'resumed' }] : []
    case 'EndOfTurn': {
      const heard = words.map(({ word, confidence }) => ({ word, confidence }))
      const confidence = heard.reduce((sum, each) => sum + each.confidence, 0) / Math.max(1, heard.length)
      return [...begun, { do: 'end', text, confidence, words: heard, hangMs: USUAL_HANG_MS }]
    }
  }
}

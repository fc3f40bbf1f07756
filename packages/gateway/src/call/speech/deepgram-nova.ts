import { bytesOf } from '@baton/sound/pcm'
import { type NovaMessage, readNova } from './deepgram-messages.ts'
import type { Ears, HeardEvent, Hearing } from './hearing.ts'
import { type OpenSocket, SpeechSocket } from './speech-socket.ts'

/** How long a voice is silent until `speech_final`. */
const ENDPOINTING_MS = 300
/** A socket without sound is closed after ten seconds: https://developers.deepgram.com/docs/audio-keep-alive. */
const KEEP_ALIVE_MS = 4_000

export const NOVA_QUERY = {
  encoding: 'linear16',
  sample_rate: '16000',
  channels: '1',
  interim_results: 'true',
  endpointing: String(ENDPOINTING_MS),
  utterance_end_ms: '1000',
  vad_events: 'true',
  smart_format: 'true',
} as const

/**
 * A recogniser whose turns end where a pause does, as Deepgram's nova on `v1/listen`: finals of one turn follow each other
 * until `speech_final`, or until `UtteranceEnd` where noise hides the pause.
 */
export function novaHearing(open: (locale: string) => OpenSocket, timeoutMs: number): Hearing {
  return {
    open(locale, told): Ears {
      const turn = new NovaTurn(told)
      let keepAlive: ReturnType<typeof setInterval> | undefined
      const socket = new SpeechSocket(open(locale), timeoutMs, {
        message(data) {
          const read = readNova(data)
          if (read.do === 'message') turn.take(read.message)
          else if (read.do === 'named') turn.named(read.type)
        },
        failed(code) {
          clearInterval(keepAlive)
          told({ do: 'failed', code })
        },
      })
      keepAlive = setInterval(() => socket.send(JSON.stringify({ type: 'KeepAlive' })), KEEP_ALIVE_MS)
      return {
        hear: (samples) => socket.send(bytesOf(samples).buffer),
        end() {
          clearInterval(keepAlive)
          socket.end(JSON.stringify({ type: 'CloseStream' }))
        },
      }
    },
  }
}

class NovaTurn {
  readonly #told: (event: HeardEvent) => void
  #isTurn = false
  #finals: { text: string; confidence: number }[] = []

  constructor(told: (event: HeardEvent) => void) {
    this.#told = told
  }

  take({ is_final, speech_final, channel }: NovaMessage): void {
    const [best = { transcript: '', confidence: 0 }] = channel.alternatives
    const text = best.transcript.trim()
    if (text !== '') {
      this.#begin()
      if (is_final) this.#finals.push({ text, confidence: best.confidence })
      this.#told({ do: 'update', text: joined([...this.#finals.map((each) => each.text), is_final ? '' : text]) })
    }
    if (speech_final) this.#end()
  }

  named(type: string): void {
    if (type === 'SpeechStarted') this.#begin()
    if (type === 'UtteranceEnd') this.#end()
    if (type === 'Error') this.#told({ do: 'failed', code: 'unavailable' })
  }

  #begin(): void {
    if (this.#isTurn) return
    this.#isTurn = true
    this.#told({ do: 'start' })
  }

  #end(): void {
    if (!this.#isTurn) return
    const finals = this.#finals
    this.#isTurn = false
    this.#finals = []
    const confidence = finals.reduce((sum, each) => sum + each.confidence, 0) / Math.max(1, finals.length)
    this.#told({ do: 'end', text: joined(finals.map(({ text }) => text)), confidence, hangMs: ENDPOINTING_MS })
  }
}

/** Pieces of one turn: a space between words, none between Chinese. */
const joined = (pieces: readonly string[]): string =>
  pieces
    .filter((piece) => piece !== '')
    .join(' ')
    .replace(/(?<=\p{Script=Han}|[，。！？]) (?=\p{Script=Han})/gu, '')

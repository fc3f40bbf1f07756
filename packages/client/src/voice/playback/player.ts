import type { Codec, Track } from '@baton/protocol/wire'
import { AUDIO_FLAGS, type AudioFrame, stepsAfter } from '@baton/protocol/wire'
import { PLAYER } from '../audio/worklet-scope.ts'
import { fromCodecTime, pcmDecoder, type VoiceDecoder } from '../codec/codec.ts'
import type { PlayerOrder, PlayerReport } from './player-orders.ts'

/** A frame that is so far behind the last on its track comes from a line that was counted anew, not twice: 5 s. */
const TWICE = 250

/** Plays the frames of a call. The worklet's module has been added to the context. */
export interface Player {
  play(frame: AudioFrame): void
  /** Of the bot: nothing older than `gen` is heard from here on. */
  clear(gen: number): void
  /** Of the bot: silent at once, and on from there; false. */
  pause(on: boolean): void
  /** How a codec other than PCM is decoded. */
  decodeBy(codec: Codec, decoder: VoiceDecoder): void
  /** Whoever spoke on the tracks is another now. */
  restart(): void
  close(): void
}

export function createPlayer(context: AudioContext, output: AudioNode, told: (report: PlayerReport) => void): Player {
  const node = new AudioWorkletNode(context, PLAYER, { numberOfInputs: 0, outputChannelCount: [1] })
  node.port.onmessage = ({ data }: MessageEvent<PlayerReport>) => told(data)
  node.connect(output)
  const decoders = new Map<Codec, VoiceDecoder>([['pcm16', pcmDecoder]])
  const last = new Map<Track, number>()
  const order = (message: PlayerOrder, transfer: Transferable[] = []) => node.port.postMessage(message, transfer)

  /** After a line was taken up again, some may come once more. */
  function cameBefore({ track, seq, flags }: AudioFrame): boolean {
    const before = last.get(track)
    last.set(track, seq)
    if (before === undefined || flags & AUDIO_FLAGS.start) return false
    const steps = stepsAfter(seq, before, 16)
    if (steps > 0 || steps < -TWICE) return false
    last.set(track, before)
    return true
  }

  return {
    play(frame) {
      if (cameBefore(frame)) return
      const { track, gen, flags, codec, payload } = frame
      const ts = fromCodecTime(codec, frame.ts)
      const piece = { kind: 'piece', track, ts, gen, isLast: (flags & AUDIO_FLAGS.end) !== 0 } as const
      const place = (samples: Float32Array) => order({ ...piece, samples }, [samples.buffer as ArrayBuffer])
      if (frame.kind === 'comfort' || payload.length === 0) place(new Float32Array(0))
      else decoders.get(codec)?.decode(payload, place)
    },
    clear: (gen) => order({ kind: 'clear', gen }),
    pause: (on) => order({ kind: on ? 'pause' : 'resume' }),
    decodeBy: (codec, decoder) => void decoders.set(codec, decoder),
    restart: () => last.clear(),
    close() {
      node.disconnect()
      node.port.close()
      for (const decoder of decoders.values()) decoder.close()
    },
  }
}

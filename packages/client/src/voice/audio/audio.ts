import { type Capture, createCapture } from '../capture/capture.ts'
import type { Heard } from '../capture/framer.ts'
import type { MediaPorts } from '../media/media-orders.ts'
import { createPlayer, type Player } from '../playback/player.ts'
import type { PlayerReport } from '../playback/player-orders.ts'
import { VoiceError } from '../problem.ts'
import { type Output, openOutput } from './output.ts'
import { createTones, type Tones } from './tones.ts'

/** Addresses of what runs beside the page: files of their own, since pages with a strict policy take no other. */
export interface Worklets {
  capture: string
  player: string
  /** A worker, which carries sound between the two and the line. */
  media: string
}

/** What hears and speaks, in one call. */
export interface Audio {
  readonly output: Output
  readonly tones: Tones
  /** What comes by them before the worklets run waits for these. */
  readonly ports: MediaPorts
  start(options: AudioOptions): Promise<{ capture: Capture; player: Player }>
  close(): void
}

export interface AudioOptions {
  stream: MediaStream
  onHeard(heard: Heard): void
  onLost(): void
  onReport(report: PlayerReport): void
}

/** To be called inside a tap: WebKit lets a page make sound only then. Throws a `VoiceError`. */
export function openAudio(worklets: Worklets, options: { byElement?: boolean } = {}): Audio {
  if (typeof AudioContext === 'undefined') throw new VoiceError('audio', 'This browser has no sound for pages.')
  const context = new AudioContext({ latencyHint: 'interactive' })
  const resume = () => {
    if (context.state !== 'running' && context.state !== 'closed') context.resume().catch(() => {})
  }
  resume()
  // A telephone call, for one, takes the sound away and gives it back.
  context.onstatechange = resume
  const output = openOutput(context, options.byElement)
  const modules = Promise.all([worklets.player, worklets.capture].map((url) => context.audioWorklet.addModule(url)))
  // Told when they are waited for.
  modules.catch(() => {})
  const [fromCapture, toPlayer] = [new MessageChannel(), new MessageChannel()]
  let close = () => {}
  return {
    output,
    ports: { capture: fromCapture.port2, player: toPlayer.port2 },
    tones: createTones(context, output.input),
    async start({ stream, onHeard, onLost, onReport }) {
      await modules.catch(() => {
        throw new VoiceError('audio', 'The files that play and record could not be loaded.')
      })
      if (context.state === 'closed') throw new VoiceError('audio', 'It was closed meanwhile.')
      const player = createPlayer(context, output.input, toPlayer.port1, onReport)
      const capture = createCapture({ context, stream, frames: fromCapture.port1, onHeard, onLost })
      close = () => {
        capture.close()
        player.close()
      }
      return { capture, player }
    },
    close() {
      context.onstatechange = null
      close()
      output.close()
      context.close().catch(() => {})
    },
  }
}

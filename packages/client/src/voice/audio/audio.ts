import { type Capture, type CaptureOptions, createCapture } from '../capture/capture.ts'
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
  /** Does not wait for a microphone. */
  play(onReport: (report: PlayerReport) => void): Promise<Player>
  hear(microphone: Microphone): Promise<Capture>
  close(): void
}

export type Microphone = Pick<CaptureOptions, 'stream' | 'onHeard' | 'onLost'>

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
  const load = (url: string): Promise<void> => {
    const loaded = context.audioWorklet.addModule(url).catch(() => {
      throw new VoiceError('audio', 'The files that play and record could not be loaded.')
    })
    // Told when it is waited for.
    loaded.catch(() => {})
    return loaded
  }
  const [playing, hearing] = [load(worklets.player), load(worklets.capture)]
  const [fromCapture, toPlayer] = [new MessageChannel(), new MessageChannel()]
  const closers: (() => void)[] = []
  const begun = <Part extends { close(): void }>(make: () => Part): Part => {
    if (context.state === 'closed') throw new VoiceError('audio', 'It was closed meanwhile.')
    const part = make()
    closers.push(() => part.close())
    return part
  }
  return {
    output,
    ports: { capture: fromCapture.port2, player: toPlayer.port2 },
    tones: createTones(context, output.input),
    async play(onReport) {
      await playing
      return begun(() => createPlayer(context, output.input, toPlayer.port1, onReport))
    },
    async hear(microphone) {
      await hearing
      return begun(() => createCapture({ context, frames: fromCapture.port1, ...microphone }))
    },
    close() {
      context.onstatechange = null
      for (const close of closers) close()
      output.close()
      context.close().catch(() => {})
    },
  }
}

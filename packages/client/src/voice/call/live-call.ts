import type { CallServerFrame, Codec } from '@baton/protocol/wire'
import { askForCall, type CallPass } from '../../calls/index.ts'
import type { Platform } from '../../platform.ts'
import type { Audio } from '../audio/audio.ts'
import type { Output } from '../audio/output.ts'
import type { Capture } from '../capture/capture.ts'
import type { Heard } from '../capture/framer.ts'
import { codecsHere } from '../codec/codecs-here.ts'
import type { Engines } from '../engines/engines.ts'
import { enginesHere } from '../engines/engines-here.ts'
import { openMedia } from '../media/open-media.ts'
import { isOlder } from '../playback/generation.ts'
import type { Player } from '../playback/player.ts'
import type { PlayerReport } from '../playback/player-orders.ts'
import { callProblemOf } from '../problem.ts'
import { isNarrow } from '../transport/quality.ts'
import { BargeInRule } from './barge-in.ts'
import { type CallLine, createCallLine, type Welcome } from './call-line.ts'
import type { CallEvents, CallOptions, CallSnapshot } from './call-types.ts'
import { withCaption } from './captions.ts'
import { LineReport } from './line-report.ts'

/** In dBov. */
const SILENCE = -127
const NOTHING_HEARD: Heard = { speech: false, level: SILENCE }

/** Where a call shows what becomes of it. */
export interface CallView {
  readonly snapshot: CallSnapshot
  set(change: Partial<CallSnapshot>): void
  emit<Kind extends keyof CallEvents>(kind: Kind, detail: CallEvents[Kind]): void
  over(why: Partial<Pick<CallSnapshot, 'reason' | 'problem'>>): void
}

/** Everything of one call, which is let go of at once. */
export interface LiveCall {
  readonly line: CallLine
  readonly output: Output
  onClose(close: () => void): void
  /** What comes is heard from now on. */
  play(): Promise<void>
  /** Hears by this microphone. */
  listen(stream: MediaStream): Promise<void>
  mute(on: boolean): void
  /** What the agent is being told is silenced, and they are heard. */
  endWhisper(): void
  /** Another microphone; null: the system's own. Rejects with a `VoiceError`. */
  useMicrophone(device: string | null): Promise<void>
  close(): void
}

export function createLiveCall(
  { session, role, worklets, rejoin, whisper = false, ...options }: CallOptions,
  platform: Pick<Platform, 'after' | 'now' | 'random'>,
  what: 'start' | 'join',
  audio: Audio,
  view: CallView,
): LiveCall {
  const closers: (() => void)[] = []
  const barge = new BargeInRule()
  const report = new LineReport()
  let player: Player | null = null
  let capture: Capture | null = null
  let levels = { microphone: SILENCE, speaker: SILENCE }
  let bot = { gen: 0, playedMs: 0, isSpeaking: false }
  /** The least generation that may be heard, and the one that was silenced here. */
  let least: number | null = null
  let barged: number | null = null
  let engines: Engines | null = null
  let codecs: Codec[] = ['pcm16']
  let maySpeakOpus = false
  let isKnown = false
  let isWelcomed = false
  let isClosed = false
  let isSilent = false

  const media = openMedia(worklets.media)
  media.begin(role, audio.ports)
  codecsHere().then((here) => {
    codecs = here
  })
  const line: CallLine = createCallLine({
    platform,
    open: options.open ?? media.open,
    async admit() {
      const { call, ticket } = await passOf(isKnown ? 'join' : what)
      isKnown = true
      if (!isClosed) view.set({ call })
      return { url: new URL('/v1/call', session.address).href, ticket }
    },
    hello: () => ({ codecs, engines: enginesHere(), ...(whisper && { whisper }) }),
    onWelcome: welcomed,
    onControl: control,
    onDown: () => view.set({ isReconnecting: true }),
    onOver: (problem) => view.over(problem ? { problem } : { reason: 'lost' }),
  })

  /**
   * A customer who calls while there is a call (it rings, or an answer was lost, or a page was left) means that one. An agent
   * who stays has their line, when the session is theirs no more.
   */
  function passOf(how: 'start' | 'join'): Promise<CallPass> {
    const { call, stays } = view.snapshot
    if (isKnown && stays && call !== null && rejoin)
      return rejoin(call).then(
        (ticket) => ({ call, ticket }),
        (error: unknown) => {
          if (callProblemOf(error).retryable) throw error
          return askForCall(session, how, options)
        },
      )
    return askForCall(session, how, options).catch((error: unknown) => {
      if (how === 'join' || role === 'agent' || callProblemOf(error).code !== 'call_busy') throw error
      return askForCall(session, 'join', options)
    })
  }

  function welcomed(welcome: Welcome): void {
    const { call, you, direction, recognises, speaks, startedAt, now, resumed } = welcome
    maySpeakOpus = welcome.codecs.includes('opus')
    if (recognises === 'browser' || speaks === 'browser') void useEngines(welcome)
    view.set({
      status: 'live',
      isReconnecting: false,
      call,
      you,
      direction,
      recognises,
      speaks,
      startedAt: startedAt - now + platform.now(),
    })
    // Another call object counts its generations anew.
    if (isWelcomed && !resumed) {
      least = null
      player?.restart()
    }
    isWelcomed = true
    // What was pressed while the line was down, or before it was there.
    if (view.snapshot.muted) line.send({ type: 'mute', on: true })
    if (view.snapshot.stays && !resumed) line.send({ type: 'stay', on: true })
  }

  /** The gateway leaves it to the browser. */
  async function useEngines({ locale, recognises, startedAt, now }: Welcome): Promise<void> {
    const began = startedAt - now + platform.now()
    const loaded = await import('../engines/engines.ts').catch(() => null)
    if (!loaded || isClosed || engines) return
    engines = loaded.createEngines({
      locale,
      recognises: recognises === 'browser',
      elapsedMs: () => platform.now() - began,
      onHeard: (frame) => line.send({ type: 'heard', ...frame }),
      onPlayed: (frame) => line.send({ type: 'played', ...frame }),
    })
    engines.listen(!view.snapshot.muted)
  }

  function control(frame: CallServerFrame): void {
    switch (frame.type) {
      case 'state':
        return changed(frame)
      case 'clear':
        return silence(frame.gen)
      case 'say':
        return engines?.say(frame)
      case 'caption': {
        const { type: _, ...caption } = frame
        view.set({ captions: withCaption(view.snapshot.captions, caption) })
        return view.emit('caption', caption)
      }
      case 'whisper':
        return view.set({ whisper: { text: frame.text, locale: frame.locale } })
      case 'recording':
        return view.set({ recording: frame.state })
      case 'signals':
        return view.emit('signals', frame)
      case 'fault':
        return view.set({ problem: callProblemOf(frame) })
    }
  }

  function changed(frame: Extract<CallServerFrame, { type: 'state' }>): void {
    const { phase, agent, beside = null, keys = false, muted, reason } = frame
    if (phase === 'ended') return view.over({ reason: reason ?? 'failed' })
    const { snapshot } = view
    if (agent?.id !== snapshot.agent?.id || beside?.id !== snapshot.beside?.id) media.restart()
    // It is over once they hear the customer, or somebody holds.
    const whisper = phase === 'queued' ? snapshot.whisper : null
    view.set({ phase, agent, beside, keys, whisper, peerMuted: muted, held: phase === 'held' })
    const waits = role === 'customer' && (phase === 'queued' || phase === 'held')
    audio.tones.play(waits ? 'hold' : role === 'agent' && phase === 'ringing' ? 'ring' : null)
  }

  function silence(gen: number): void {
    least = gen
    barge.reset()
    player?.clear(gen)
    player?.pause(false)
    engines?.silence()
    view.emit('silence', undefined)
  }

  function hush(): void {
    const before = isSilent
    const { muted, phase, beside } = view.snapshot
    // On hold two agents talk it over.
    isSilent = muted || (phase === 'held' && !(role === 'agent' && beside))
    if (isSilent !== before) media.silent(isSilent)
  }

  function heard(frame: Heard): void {
    hush()
    levels = { ...levels, microphone: isSilent ? SILENCE : frame.level }
    if (role !== 'customer') return
    // What the player told last may be older than what was silenced since.
    const isHeard = bot.isSpeaking && (least === null || !isOlder(bot.gen, least))
    const spoken = engines?.spoken ?? (isHeard ? bot : null)
    const decision = barge.hear(isSilent ? NOTHING_HEARD : frame, spoken !== null)
    if (decision === 'pause') player?.pause(true)
    if (decision === 'resume') player?.pause(false)
    if (decision !== 'barge' || !spoken) return
    barged = spoken.gen
    line.send({ type: 'barge', gen: spoken.gen, playedMs: spoken.playedMs })
    silence((spoken.gen + 1) & 0xff)
  }

  function reported(told: PlayerReport): void {
    bot = told.bot
    levels = { ...levels, speaker: told.level }
    audio.tones.duck(bot.isSpeaking)
    for (const { gen, playedMs, whole } of told.over)
      if (whole || gen !== barged) line.send({ type: 'played', gen, playedMs, whole })
    view.emit('levels', levels)
    if (maySpeakOpus && isNarrow(line.state)) {
      maySpeakOpus = false
      media.speakOpus()
    }
    const { stats, quality } = report.hear(told, line.state, platform.now())
    if (stats) line.send(stats)
    if (quality !== view.snapshot.quality && view.snapshot.status === 'live') view.set({ quality })
  }

  async function replaceMicrophone(device: string | null): Promise<void> {
    if (!capture) return
    await capture.use(device)
    view.set({ microphone: device, problem: null })
  }

  const live: LiveCall = {
    line,
    output: audio.output,
    onClose(close) {
      if (isClosed) close()
      else closers.push(close)
    },
    async play() {
      player = await audio.play(reported)
      audio.output.volume(view.snapshot.volume)
      if (view.snapshot.speaker && !(await audio.output.use(view.snapshot.speaker))) view.set({ speaker: null })
    },
    async listen(stream) {
      const onLost = () => {
        replaceMicrophone(null).then(
          () => view.emit('microphone', { device: capture?.device ?? null }),
          (error: unknown) => view.set({ problem: callProblemOf(error) }),
        )
      }
      capture = await audio.hear({ stream, onHeard: heard, onLost })
    },
    endWhisper() {
      if (view.snapshot.whisper) line.send({ type: 'played', gen: bot.gen, playedMs: bot.playedMs, whole: false })
    },
    useMicrophone: replaceMicrophone,
    mute(on) {
      hush()
      line.send({ type: 'mute', on })
      engines?.listen(!on)
    },
    close() {
      if (isClosed) return
      isClosed = true
      engines?.close()
      line.close()
      media.close()
      audio.close()
      for (const close of closers.splice(0)) close()
    },
  }
  live.onClose(askBeforeUnload())
  return live
}

function askBeforeUnload(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  addEventListener('beforeunload', ask)
  return () => removeEventListener('beforeunload', ask)
}

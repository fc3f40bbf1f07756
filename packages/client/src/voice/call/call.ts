import type { AudioFrame, CallServerFrame, Codec, Track } from '@baton/protocol/wire'
import { askForCall } from '../../calls/index.ts'
import { createEmitter } from '../../emitter.ts'
import type { Line } from '../../files/exchange.ts'
import { type PlatformOptions, platformOf } from '../../platform.ts'
import { refusal } from '../../problem.ts'
import type { SessionClient } from '../../types.ts'
import { type Audio, openAudio, type Worklets } from '../audio/audio.ts'
import { listDevices, NO_DEVICES, onDevicesChange } from '../audio/devices.ts'
import type { Capture } from '../capture/capture.ts'
import type { CapturedFrame } from '../capture/framer.ts'
import { openMicrophone } from '../capture/microphone.ts'
import { pcmEncoder } from '../codec/codec.ts'
import { codecsHere } from '../codec/codecs-here.ts'
import type { Player } from '../playback/player.ts'
import type { PlayerReport } from '../playback/player-orders.ts'
import { callProblemOf } from '../problem.ts'
import { openSocketTransport } from '../transport/socket-transport.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { BargeInRule } from './barge-in.ts'
import { type CallLine, createCallLine, type Welcome } from './call-line.ts'
import type { CallClient, CallEvents, CallSnapshot } from './call-types.ts'
import { withCaption } from './captions.ts'
import { LineReport } from './line-report.ts'
import { takeCall } from './one-call.ts'
import { Outgoing } from './outgoing.ts'

export interface CallOptions extends PlatformOptions {
  /** The session that is called in. */
  session: Line & Pick<SessionClient, 'send'>
  worklets: Worklets
  /** Whose microphone it is. */
  role: Extract<Track, 'customer' | 'agent'>
  microphone?: string | null
  speaker?: string | null
  /** What this browser can do by itself, where the gateway has nothing that recognises or speaks. */
  engines?: { recognises: boolean; speaks: boolean }
  open?: OpenTransport
}

const IDLE: CallSnapshot = {
  status: 'idle',
  call: null,
  you: null,
  direction: null,
  phase: null,
  agent: null,
  startedAt: null,
  isReconnecting: false,
  muted: false,
  held: false,
  peerMuted: false,
  quality: null,
  captions: [],
  microphone: null,
  speaker: null,
  volume: 1,
  recognises: null,
  speaks: null,
  reason: null,
  problem: null,
  ...NO_DEVICES,
}

/** A call as one participant lives it. One at a time; after it has ended another may begin. */
export function createCall(options: CallOptions): CallClient {
  const { session, worklets, role, engines, open = openSocketTransport } = options
  const platform = platformOf(options)
  const emitter = createEmitter<CallEvents>()
  let snapshot: CallSnapshot = {
    ...IDLE,
    microphone: options.microphone ?? null,
    speaker: options.speaker ?? null,
  }
  /** Raised whenever a call begins or ends, so that what was begun before is not gone on with. */
  let generation = 0
  let parts: Parts | null = null

  function set(change: Partial<CallSnapshot>): void {
    snapshot = { ...snapshot, ...change }
    emitter.emit('change', snapshot)
  }

  function begin(what: 'start' | 'join'): void {
    if (snapshot.status !== 'idle' && snapshot.status !== 'ended') return
    generation += 1
    const { microphone, speaker, volume, microphones, speakers } = snapshot
    set({ ...IDLE, status: 'asking', microphone, speaker, volume, microphones, speakers })
    try {
      parts = createParts(what, openAudio(worklets))
      void connect(parts, generation)
    } catch (error) {
      over({ problem: callProblemOf(error) })
    }
  }

  async function connect(mine: Parts, started: number): Promise<void> {
    const isOver = () => started !== generation
    try {
      const release = await takeCall()
      if (!release) throw refusal('call_busy', 'Another tab of this browser is in a call.')
      if (isOver()) return release()
      mine.onClose(release)
      const stream = await openMicrophone(snapshot.microphone)
      mine.onClose(() => stopAll(stream))
      if (isOver()) return mine.close()
      set({ status: 'connecting' })
      await mine.listen(stream)
      if (isOver()) return mine.close()
      mine.line.connect()
      await showDevices(mine)
    } catch (error) {
      if (!isOver()) over({ problem: callProblemOf(error) })
      else mine.close()
    }
  }

  /** Everything of one call, which is let go of at once. */
  function createParts(what: 'start' | 'join', audio: Audio): Parts {
    const closers: (() => void)[] = []
    const barge = new BargeInRule()
    const report = new LineReport()
    let player: Player | null = null
    let capture: Capture | null = null
    let levels = { microphone: -127, speaker: -127 }
    let bot = { gen: 0, playedMs: 0, isSpeaking: false }
    /** The generation that was silenced here. */
    let silenced: number | null = null
    let codecs: Codec[] = ['pcm16']
    let isClosed = false

    const outgoing = new Outgoing(role, (frame) => line.sendAudio(frame))
    const line: CallLine = createCallLine({
      platform,
      open,
      async admit(isFirst) {
        const { call, ticket } = await askForCall(session, isFirst ? what : 'join', options)
        if (!isClosed) set({ call })
        return { url: new URL('/v1/call', session.address).href, ticket }
      },
      hello: () => ({ codecs, ...(engines && { engines }) }),
      onWelcome: welcomed,
      onControl: control,
      onAudio: (frame: AudioFrame) => player?.play(frame),
      onDown: () => set({ isReconnecting: true }),
      onOver: (problem) => over(problem ? { problem } : { reason: 'lost' }),
    })

    function welcomed(welcome: Welcome): void {
      const { call, you, direction, recognises, speaks, startedAt, now, resumed, codec } = welcome
      if (!resumed) player?.restart()
      if (codec === 'opus') void speakOpus()
      set({
        status: 'live',
        isReconnecting: false,
        call,
        you,
        direction,
        recognises,
        speaks,
        startedAt: startedAt - now + platform.now(),
      })
      // What was pressed while the line was down, or before it was there.
      if (snapshot.muted) line.send({ type: 'mute', on: true })
    }

    /** Loaded when a line asks for it: most have room for PCM. */
    async function speakOpus(): Promise<void> {
      const loaded = await import('../codec/opus.ts').catch(() => null)
      if (!loaded || isClosed) return
      const { opusDecoder, opusEncoder } = loaded
      player?.decodeBy('opus', opusDecoder())
      // Whatever happens to it, PCM is always understood.
      outgoing.encodeBy(
        'opus',
        opusEncoder(() => outgoing.encodeBy('pcm16', pcmEncoder)),
      )
    }

    function control(frame: CallServerFrame): void {
      switch (frame.type) {
        case 'state':
          return changed(frame)
        case 'clear':
          return silence(frame.gen)
        case 'say':
          return emitter.emit('say', frame)
        case 'caption': {
          const { type: _, ...caption } = frame
          set({ captions: withCaption(snapshot.captions, caption) })
          return emitter.emit('caption', caption)
        }
        case 'signals':
          return emitter.emit('signals', frame)
        case 'fault':
          return set({ problem: callProblemOf(frame) })
      }
    }

    function changed({ phase, agent, muted, reason }: Extract<CallServerFrame, { type: 'state' }>): void {
      if (phase === 'ended') return over({ reason: reason ?? 'failed' })
      if (agent?.id !== snapshot.agent?.id) player?.restart()
      set({ phase, agent, peerMuted: muted, held: phase === 'held' })
      const waits = role === 'customer' && (phase === 'queued' || phase === 'held')
      audio.tones.play(waits ? 'hold' : role === 'agent' && phase === 'ringing' ? 'ring' : null)
    }

    function silence(gen: number): void {
      barge.reset()
      player?.clear(gen)
      player?.pause(false)
      emitter.emit('silence', undefined)
    }

    function heard(frame: CapturedFrame): void {
      const isSilent = snapshot.muted || snapshot.phase === 'held'
      levels = { ...levels, microphone: isSilent ? -127 : frame.level }
      outgoing.push(frame, isSilent)
      if (role !== 'customer') return
      const decision = barge.hear(frame.speech && !isSilent, bot.isSpeaking, platform.now())
      if (decision === 'pause') player?.pause(true)
      if (decision === 'resume') player?.pause(false)
      if (decision !== 'barge') return
      silenced = bot.gen
      line.send({ type: 'barge', gen: bot.gen, playedMs: bot.playedMs })
      silence((bot.gen + 1) & 0xff)
    }

    function reported(told: PlayerReport): void {
      bot = told.bot
      levels = { ...levels, speaker: told.level }
      audio.tones.duck(bot.isSpeaking)
      for (const { gen, playedMs, whole } of told.over)
        if (whole || gen !== silenced) line.send({ type: 'played', gen, playedMs, whole })
      emitter.emit('levels', levels)
      const { stats, quality } = report.hear(told, line.state, platform.now())
      if (stats) line.send(stats)
      if (quality !== snapshot.quality && snapshot.status === 'live') set({ quality })
    }

    async function replaceMicrophone(device: string | null): Promise<void> {
      if (!capture) return
      await capture.use(device)
      set({ microphone: device, problem: null })
    }

    const parts: Parts = {
      line,
      audio,
      onClose(close) {
        if (isClosed) close()
        else closers.push(close)
      },
      async listen(stream) {
        const onLost = () => {
          replaceMicrophone(null).then(
            () => emitter.emit('microphone', { device: capture?.device ?? null }),
            (error: unknown) => set({ problem: callProblemOf(error) }),
          )
        }
        codecs = await codecsHere()
        const made = await audio.start({ stream, onFrame: heard, onLost, onReport: reported })
        player = made.player
        capture = made.capture
        audio.output.volume(snapshot.volume)
        if (snapshot.speaker && !(await audio.output.use(snapshot.speaker))) set({ speaker: null })
      },
      use: replaceMicrophone,
      close() {
        if (isClosed) return
        isClosed = true
        line.close()
        outgoing.close()
        audio.close()
        for (const close of closers.splice(0)) close()
      },
    }
    parts.onClose(onDevicesChange(() => void showDevices(parts)))
    parts.onClose(askBeforeUnload())
    return parts
  }

  /** Something was plugged in or out. */
  async function showDevices(mine: Parts): Promise<void> {
    const devices = await listDevices()
    if (mine !== parts) return
    set(devices)
    const isGone = snapshot.speaker !== null && !devices.speakers.some(({ id }) => id === snapshot.speaker)
    if (isGone) {
      await mine.audio.output.use('')
      set({ speaker: null })
    }
    // A microphone was missed, and there is one now.
    if (snapshot.problem?.code === 'microphone_missing' && devices.microphones.length > 0)
      await mine.use(null).catch(() => {})
  }

  function over(why: Partial<Pick<CallSnapshot, 'reason' | 'problem'>>): void {
    generation += 1
    parts?.close()
    parts = null
    if (snapshot.status === 'idle' || snapshot.status === 'ended') return
    set({ status: 'ended', phase: null, isReconnecting: false, quality: null, reason: null, problem: null, ...why })
  }

  return {
    get snapshot() {
      return snapshot
    },
    on: emitter.on,
    start: () => begin('start'),
    answer: () => begin('join'),
    decline: (call) => void session.send({ kind: 'call.end', call, reason: 'declined' }),
    end() {
      parts?.line.send({ type: 'end' })
      over({ reason: 'hung_up' })
    },
    mute(on) {
      if (on === snapshot.muted) return
      set({ muted: on })
      parts?.line.send({ type: 'mute', on })
    },
    hold: (on) => void parts?.line.send({ type: 'hold', on }),
    dtmf: (key) => void parts?.line.send({ type: 'dtmf', key }),
    async useMicrophone(device) {
      if (parts && snapshot.status === 'live') await parts.use(device)
      else set({ microphone: device })
    },
    async useSpeaker(device) {
      if (!parts || (await parts.audio.output.use(device ?? ''))) set({ speaker: device })
    },
    volume(level) {
      set({ volume: level })
      parts?.audio.output.volume(level)
    },
    heard: (frame) => void parts?.line.send({ type: 'heard', ...frame }),
    said: (frame) => void parts?.line.send({ type: 'played', ...frame }),
    close() {
      parts?.line.send({ type: 'end' })
      over({ reason: 'hung_up' })
    },
  }
}

interface Parts {
  readonly line: CallLine
  readonly audio: Audio
  onClose(close: () => void): void
  listen(stream: MediaStream): Promise<void>
  use(device: string | null): Promise<void>
  close(): void
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function askBeforeUnload(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  addEventListener('beforeunload', ask)
  return () => removeEventListener('beforeunload', ask)
}

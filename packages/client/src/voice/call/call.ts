import { createEmitter } from '../../emitter.ts'
import { platformOf } from '../../platform.ts'
import { refusal } from '../../problem.ts'
import { openAudio } from '../audio/audio.ts'
import { listDevices, NO_DEVICES, onDevicesChange } from '../audio/devices.ts'
import { isMicrophoneAllowed, openMicrophone } from '../capture/microphone.ts'
import { callProblemOf } from '../problem.ts'
import type { CallClient, CallEvents, CallOptions, CallSnapshot } from './call-types.ts'
import { type CallView, createLiveCall, type LiveCall } from './live-call.ts'
import { takeCall } from './one-call.ts'

const IDLE: CallSnapshot = {
  status: 'idle',
  call: null,
  you: null,
  direction: null,
  phase: null,
  agent: null,
  beside: null,
  stays: false,
  whisper: null,
  keys: false,
  startedAt: null,
  isReconnecting: false,
  muted: false,
  held: false,
  peerMuted: false,
  recording: null,
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
  const { session, worklets } = options
  const platform = platformOf(options)
  const emitter = createEmitter<CallEvents>()
  let snapshot: CallSnapshot = {
    ...IDLE,
    microphone: options.microphone ?? null,
    speaker: options.speaker ?? null,
  }
  /** Raised whenever a call begins or ends, so that what was begun before is not gone on with. */
  let generation = 0
  let live: LiveCall | null = null

  const view: CallView = {
    get snapshot() {
      return snapshot
    },
    set,
    emit: emitter.emit,
    over,
  }

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
      live = createLiveCall(options, platform, what, openAudio(worklets), view)
      void connect(live, generation)
    } catch (error) {
      over({ problem: callProblemOf(error) })
    }
  }

  async function connect(mine: LiveCall, started: number): Promise<void> {
    const isOver = () => started !== generation
    try {
      const release = await takeCall()
      if (!release) throw refusal('call_busy', 'Another tab of this browser is in a call.')
      if (isOver()) return release()
      mine.onClose(release)
      mine.onClose(onDevicesChange(() => void showDevices(mine)))
      // Who has allowed it before is not asked, and need not wait for it: there is something to hear meanwhile.
      const isAllowed = await isMicrophoneAllowed()
      if (isOver()) return mine.close()
      if (isAllowed) {
        set({ status: 'connecting' })
        mine.line.connect()
      }
      const playing = mine.play()
      // Told when it is waited for.
      playing.catch(() => {})
      const stream = await openMicrophone(snapshot.microphone)
      mine.onClose(() => stopAll(stream))
      if (isOver()) return mine.close()
      if (snapshot.status === 'asking') set({ status: 'connecting' })
      await playing
      await mine.listen(stream)
      if (isOver()) return mine.close()
      if (!isAllowed) mine.line.connect()
      await showDevices(mine)
    } catch (error) {
      if (isOver()) return mine.close()
      // An agent without a microphone ends nobody's call.
      if (options.role === 'customer') mine.line.send({ type: 'end' })
      over({ problem: callProblemOf(error) })
    }
  }

  /** Something was plugged in or out. */
  async function showDevices(mine: LiveCall): Promise<void> {
    const devices = await listDevices()
    if (mine !== live) return
    set(devices)
    const isGone = snapshot.speaker !== null && !devices.speakers.some(({ id }) => id === snapshot.speaker)
    if (isGone) {
      await mine.output.use('')
      set({ speaker: null })
    }
    // A microphone was missed, and there is one now.
    if (snapshot.problem?.code === 'microphone_missing' && devices.microphones.length > 0)
      await mine.useMicrophone(null).catch(() => {})
  }

  function over(why: Partial<Pick<CallSnapshot, 'reason' | 'problem'>>): void {
    generation += 1
    live?.close()
    live = null
    if (snapshot.status === 'idle' || snapshot.status === 'ended') return
    set({ status: 'ended', phase: null, isReconnecting: false, quality: null, reason: null, problem: null, ...why })
  }

  /** On the session's line, where the call's own is down. */
  function hangUp(): void {
    const { call } = snapshot
    const isTold = live?.line.send({ type: 'end' }) ?? true
    if (!isTold && call !== null) session.send({ kind: 'call.end', call, reason: 'hung_up' })
    over({ reason: 'hung_up' })
  }

  return {
    get snapshot() {
      return snapshot
    },
    on: emitter.on,
    start: () => begin('start'),
    answer: () => begin('join'),
    decline: (call) => void session.send({ kind: 'call.end', call, reason: 'declined' }),
    end: hangUp,
    mute(on) {
      if (on === snapshot.muted) return
      set({ muted: on })
      live?.mute(on)
    },
    hold(on) {
      // At once: who changes their mind before the gateway has told it means the opposite of what they asked for.
      if (live) set({ held: on })
      live?.line.send({ type: 'hold', on })
    },
    stay(on) {
      if (on === snapshot.stays) return
      set({ stays: on })
      live?.line.send({ type: 'stay', on })
    },
    endWhisper: () => live?.endWhisper(),
    consent: (granted) => void live?.line.send({ type: 'consent', granted }),
    dtmf: (key) => void live?.line.send({ type: 'dtmf', key }),
    async useMicrophone(device) {
      if (live && snapshot.status === 'live') await live.useMicrophone(device)
      else set({ microphone: device })
    },
    async useSpeaker(device) {
      if (!live || (await live.output.use(device ?? ''))) set({ speaker: device })
    },
    volume(level) {
      set({ volume: level })
      live?.output.volume(level)
    },
    close: hangUp,
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

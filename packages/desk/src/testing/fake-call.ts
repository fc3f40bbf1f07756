import type { VoiceSignals } from '@baton/client'
import type { CallSnapshot, SoundDevices, Voice, VoiceCall } from '../call/voice.ts'

export const voiceSignals = (change: Partial<VoiceSignals> = {}): VoiceSignals => ({
  rate: 4.5,
  pitch: 180,
  pitchRange: 50,
  loudness: -28,
  interruptions: 0,
  arousal: 0,
  confidence: 0.7,
  ...change,
})

const callSnapshot = (change: Partial<CallSnapshot> = {}): CallSnapshot => ({
  status: 'asking',
  phase: null,
  startedAt: null,
  isReconnecting: false,
  muted: false,
  held: false,
  peerMuted: false,
  agent: null,
  beside: null,
  stays: false,
  whisper: null,
  keys: false,
  recording: null,
  quality: null,
  captions: [],
  reason: null,
  problem: null,
  microphones: [],
  speakers: [],
  ...change,
})

type Events = { [K in Parameters<VoiceCall['on']>[0]]: Set<(detail: never) => void> }

/** A call that does as told, and remembers what it was asked. */
export class FakeCall implements VoiceCall {
  snapshot = callSnapshot()
  readonly asked: string[] = []
  options: Parameters<Voice['createCall']>[1] | null = null
  readonly #listeners: Events = { change: new Set(), levels: new Set(), signals: new Set() }

  on: VoiceCall['on'] = (kind, listener) => {
    const listeners: Set<unknown> = this.#listeners[kind]
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  set(change: Partial<CallSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change }
    this.#tell('change', this.snapshot)
  }

  levels(microphone: number, speaker: number): void {
    this.#tell('levels', { microphone, speaker })
  }

  sounds(signals: VoiceSignals): void {
    this.#tell('signals', { type: 'signals', turn: 't', signals })
  }

  #tell(kind: keyof Events, detail: unknown): void {
    for (const listener of this.#listeners[kind]) listener(detail as never)
  }

  start = (): void => void this.asked.push('start')
  answer = (): void => void this.asked.push('answer')
  close = (): void => void this.asked.push('close')

  end(): void {
    this.asked.push('end')
    this.set({ status: 'ended', phase: null, reason: 'hung_up' })
  }

  mute(muted: boolean): void {
    this.asked.push(`mute ${muted}`)
    this.set({ muted })
  }

  hold(held: boolean): void {
    this.asked.push(`hold ${held}`)
    this.set({ held, phase: held ? 'held' : 'agent' })
  }

  stay(stays: boolean): void {
    this.asked.push(`stay ${stays}`)
    this.set({ stays })
  }

  endWhisper(): void {
    this.asked.push('end whisper')
    this.set({ whisper: null, phase: 'agent' })
  }

  dtmf = (key: string): void => void this.asked.push(`dtmf ${key}`)
  useMicrophone = async (device: string | null): Promise<void> => void this.asked.push(`microphone ${device}`)
  useSpeaker = async (device: string | null): Promise<void> => void this.asked.push(`speaker ${device}`)
}

/** What loads at once, and makes calls that a test plays. */
export class FakeVoice implements Voice {
  readonly calls: FakeCall[] = []
  devices: SoundDevices = { microphones: [], speakers: [] }

  get last(): FakeCall {
    const call = this.calls.at(-1)
    if (!call) throw new Error('Nobody has called.')
    return call
  }

  createCall(_: unknown, options: FakeCall['options']): FakeCall {
    const call = new FakeCall()
    call.options = options
    this.calls.push(call)
    return call
  }

  listDevices = async (): Promise<SoundDevices> => this.devices
  onDevicesChange = () => () => {}
}

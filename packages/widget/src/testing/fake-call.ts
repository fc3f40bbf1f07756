import type { DtmfKey } from '@baton/client'
import { connecting } from '../call/connecting.ts'
import type { CallOptions, CallState, LiveCall, PlaceCall } from '../call/model.ts'

/** A call whose every change a test makes by hand, and which remembers what it was asked. */
export class FakeCall implements LiveCall {
  state: CallState = connecting
  readonly pressed: DtmfKey[] = []
  readonly chosen: string[] = []
  readonly consents: boolean[] = []
  ends = 0
  readonly #listeners = new Set<() => void>()

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  set(change: Partial<CallState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** The bot has answered. */
  connect(change: Partial<CallState> = {}): void {
    this.set({ id: 'call_1', phase: 'bot', startedAt: Date.now() - 65_000, ...change })
  }

  level(): number {
    return 0.5
  }

  mute(on: boolean): void {
    this.set({ isMuted: on })
  }

  hold(on: boolean): void {
    this.set({ isHeld: on })
  }

  consent(granted: boolean): void {
    this.consents.push(granted)
    this.set({ recording: granted ? 'on' : 'off' })
  }

  press(key: DtmfKey): void {
    this.pressed.push(key)
  }

  useMicrophone(id: string): void {
    this.chosen.push(id)
    this.set({ microphoneId: id })
  }

  useSpeaker(id: string): void {
    this.chosen.push(id)
    this.set({ speakerId: id })
  }

  setVolume(volume: number): void {
    this.set({ volume })
  }

  end(): void {
    this.ends += 1
    this.set({ phase: 'ended', reason: 'hung_up' })
  }
}

/** Places fakes, the newest last. */
export const fakeCalls = (): { placed: FakeCall[]; asked: CallOptions['what'][]; placeCall: PlaceCall } => {
  const placed: FakeCall[] = []
  const asked: CallOptions['what'][] = []
  return {
    placed,
    asked,
    placeCall({ what }) {
      asked.push(what)
      const call = new FakeCall()
      placed.push(call)
      return call
    },
  }
}

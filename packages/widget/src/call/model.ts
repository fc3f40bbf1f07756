import type { AgentFace, CallEnd, ClientProblem, DtmfKey, SessionClient } from '@baton/client'

/** Who the customer speaks with; `connecting`: nobody yet. */
export type CallPhase = 'connecting' | 'bot' | 'queued' | 'agent' | 'held' | 'ended'

/** `lost`: the line is down, and is taken up again by itself. */
export type Quality = 'good' | 'fair' | 'poor' | 'lost'

/** Why nothing is heard of the customer. `lost`: the device went away in mid-call. */
export type MicrophoneProblem = 'refused' | 'missing' | 'busy' | 'lost'

export interface Caption {
  key: string
  by: 'customer' | 'bot' | 'agent'
  /** Of several agents, the one who says it. */
  speaker?: AgentFace | undefined
  text: string
  /** Nothing of it changes any more. */
  isFinal: boolean
}

export interface Device {
  id: string
  label: string
}

/** What is shown of a call, replaced whole on every change. */
export interface CallState {
  /** Of the session's log, as soon as there is one. */
  id: string | null
  phase: CallPhase
  isMuted: boolean
  /** The customer asked to wait. */
  isHeld: boolean
  isOtherMuted: boolean
  /** `asked`: whether it may be recorded; until they answer it is not. Null: nobody asks. */
  recording: 'asked' | 'on' | 'off' | null
  captions: readonly Caption[]
  quality: Quality
  /** By this browser's clock; null until somebody answers. */
  startedAt: number | null
  agent: AgentFace | null
  microphone: MicrophoneProblem | null
  /** Why it ended, or could not begin, when nobody ended it. `audio`: the browser plays no sound. */
  problem: ClientProblem['code'] | 'audio' | null
  /** When it is over. */
  reason: CallEnd | null
  microphones: readonly Device[]
  speakers: readonly Device[]
  microphoneId: string
  speakerId: string
  /** 0–1 */
  volume: number
}

/** A call under way, as the view drives it. */
export interface LiveCall {
  readonly state: CallState
  /** Returns what stops listening. */
  onChange(listener: () => void): () => void
  /** How loud it is at this moment, 0–1. */
  level(of: 'own' | 'other'): number
  mute(on: boolean): void
  hold(on: boolean): void
  /** Lets it be recorded, or not, or not any more. */
  consent(granted: boolean): void
  press(key: DtmfKey): void
  useMicrophone(id: string): void
  useSpeaker(id: string): void
  setVolume(volume: number): void
  end(): void
}

export interface CallOptions {
  session: SessionClient
  /** Begins one, or takes part in the one there is. */
  what: 'start' | 'join'
}

/** Makes a call, inside a tap. A property of the element, so that an app can bring its own. */
export type PlaceCall = (options: CallOptions) => LiveCall

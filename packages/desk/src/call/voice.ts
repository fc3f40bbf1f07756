import type {
  AgentFace,
  CallEnd,
  CallPhase,
  CallServerFrame,
  ClientProblem,
  DtmfKey,
  SessionClient,
} from '@baton/client'

type ServerFrame<T extends CallServerFrame['type']> = Extract<CallServerFrame, { type: T }>

export type Caption = Omit<ServerFrame<'caption'>, 'type'>

export interface SoundDevice {
  id: string
  /** Empty until a microphone was allowed. */
  label: string
}

export interface SoundDevices {
  microphones: readonly SoundDevice[]
  speakers: readonly SoundDevice[]
}

/** What the desk shows of a call. */
export interface CallSnapshot extends SoundDevices {
  status: 'idle' | 'asking' | 'connecting' | 'live' | 'ended'
  phase: CallPhase | null
  /** By this device's clock. */
  startedAt: number | null
  isReconnecting: boolean
  muted: boolean
  held: boolean
  peerMuted: boolean
  /** Who has the session, and who stays beside them, having passed it on. */
  agent: AgentFace | null
  beside: AgentFace | null
  /** This agent stays on the line when a colleague takes the call. */
  stays: boolean
  /** What they are being told about the customer, who waits meanwhile. */
  whisper: Pick<ServerFrame<'whisper'>, 'text' | 'locale'> | null
  /** Keys are heard at the customer's end. */
  keys: boolean
  /** `asked`: the customer has not said whether it may be recorded. Null: nobody asks. */
  recording: ServerFrame<'recording'>['state'] | null
  quality: 'good' | 'fair' | 'poor' | null
  captions: readonly Caption[]
  reason: CallEnd | null
  problem: { code: ClientProblem['code'] | MicrophoneCode; message: string; retryable: boolean } | null
}

export type MicrophoneCode = 'microphone_denied' | 'microphone_missing' | 'microphone_busy' | 'audio'

interface CallEvents {
  change: CallSnapshot
  /** In dBov: 0 is as loud as can be, -127 is silence. */
  levels: { microphone: number; speaker: number }
  signals: ServerFrame<'signals'>
}

/** What the desk needs of a call; `@baton/client/voice` has it, and a test its own. */
export interface VoiceCall {
  readonly snapshot: CallSnapshot
  on<K extends keyof CallEvents>(kind: K, listener: (detail: CallEvents[K]) => void): () => void
  start(): void
  answer(): void
  end(): void
  mute(on: boolean): void
  hold(on: boolean): void
  stay(on: boolean): void
  endWhisper(): void
  dtmf(key: DtmfKey): void
  useMicrophone(device: string | null): Promise<void>
  useSpeaker(device: string | null): Promise<void>
  close(): void
}

/** What is loaded when somebody is called or calls. */
export interface Voice {
  createCall(
    session: SessionClient,
    as: {
      microphone: string | null
      speaker: string | null
      whisper: boolean
      /** A ticket for the line of who has passed the session on. */
      rejoin: (call: string) => Promise<string>
    },
  ): VoiceCall
  listDevices(): Promise<SoundDevices>
  /** Calls `changed` when something is plugged in or out; returns what stops it. */
  onDevicesChange(changed: () => void): () => void
}

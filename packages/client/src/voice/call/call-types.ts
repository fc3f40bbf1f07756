import type { CallEnd, CallPhase, CallServerFrame, DtmfKey, Track } from '@baton/protocol/wire'
import type { Emitter } from '../../emitter.ts'
import type { Line } from '../../files/exchange.ts'
import type { PlatformOptions } from '../../platform.ts'
import type { SessionClient } from '../../types.ts'
import type { Worklets } from '../audio/audio.ts'
import type { SoundDevices } from '../audio/devices.ts'
import type { CallProblem } from '../problem.ts'
import type { Quality } from '../transport/quality.ts'
import type { OpenTransport } from '../transport/transport.ts'
import type { Welcome } from './call-line.ts'
import type { Caption } from './captions.ts'

type State = Extract<CallServerFrame, { type: 'state' }>

export interface CallOptions extends PlatformOptions {
  /** The session that is called in. */
  session: Line & Pick<SessionClient, 'send'>
  worklets: Worklets
  /** Whose microphone it is. */
  role: Extract<Track, 'customer' | 'agent'>
  /** To be used, if it is there. Default: the system's own. */
  microphone?: string | null
  speaker?: string | null
  /** Agents: to be told in a sentence whom they will speak with, before they are heard. Default: not. */
  whisper?: boolean
  /** Agents who stay on a call that a colleague has taken: another ticket for their line, as `floor.rejoin` has it. */
  rejoin?(call: string): Promise<string>
  open?: OpenTransport
}

export interface CallSnapshot extends SoundDevices {
  /** `asking`: the browser asks for the microphone. */
  status: 'idle' | 'asking' | 'connecting' | 'live' | 'ended'
  /** Its id, once it is known. */
  call: string | null
  you: Welcome['you'] | null
  direction: Welcome['direction'] | null
  /** Whom the customer speaks with. */
  phase: CallPhase | null
  agent: State['agent']
  /** The agent who stays beside them, having passed the call on. */
  beside: State['agent']
  /** Agents: they stay on the line when a colleague takes the call. */
  stays: boolean
  /** Agents: what they are being told about the customer, who waits meanwhile. */
  whisper: Pick<Extract<CallServerFrame, { type: 'whisper' }>, 'text' | 'locale'> | null
  /** Agents: keys they press are heard at the customer's end. */
  keys: boolean
  /** When it began, by this device's clock, in milliseconds since 1970. */
  startedAt: number | null
  /** The line is down, and is being taken up again. */
  isReconnecting: boolean
  muted: boolean
  held: boolean
  /** The other end has muted itself. */
  peerMuted: boolean
  /** `asked`: the customer has not said whether it may be recorded, and it is not. Null: nobody asks. */
  recording: Extract<CallServerFrame, { type: 'recording' }>['state'] | null
  quality: Quality | null
  captions: readonly Caption[]
  /** In use; null: the system's own. */
  microphone: string | null
  speaker: string | null
  /** 0 to 1. */
  volume: number
  /** Who recognises, and who speaks for the bot. */
  recognises: Welcome['recognises'] | null
  speaks: Welcome['speaks'] | null
  /** Why it ended; null where it did not come about. */
  reason: CallEnd | null
  problem: CallProblem | null
}

export interface CallEvents {
  /** The whole, another object on every change. */
  change: CallSnapshot
  /** In dBov, about ten times a second: 0 is as loud as can be, -127 is silence. */
  levels: { microphone: number; speaker: number }
  caption: Caption
  /** The bot was silenced. */
  silence: undefined
  /** To agents: how the customer sounded. */
  signals: Extract<CallServerFrame, { type: 'signals' }>
  /** The microphone was lost, and another took its place. */
  microphone: { device: string | null }
}

export interface CallClient {
  readonly snapshot: CallSnapshot
  on: Emitter<CallEvents>['on']
  /** Begins the session's call. To be called inside a tap, as is `answer`. */
  start(): void
  /** Joins the one that rings, or that goes on. */
  answer(): void
  /** Says no to the one that rings. */
  decline(call: string): void
  end(): void
  mute(on: boolean): void
  /** Agents: the customer is asked to wait. */
  hold(on: boolean): void
  /** Agents: whether they stay on the line when a colleague takes the call. They leave by `end`. */
  stay(on: boolean): void
  /** Agents: they know enough, and want to speak with the customer now. */
  endWhisper(): void
  /** Customers: whether the call may be recorded. Taken back, what was recorded of it goes. */
  consent(granted: boolean): void
  dtmf(key: DtmfKey): void
  /** Null: the system's own. */
  useMicrophone(device: string | null): Promise<void>
  useSpeaker(device: string | null): Promise<void>
  volume(level: number): void
  /** Ends the call, and everything with it. */
  close(): void
}

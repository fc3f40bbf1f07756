import { problemOf } from '../problem.ts'
import type { ClientProblem } from '../types.ts'

/** Why there is no sound from here. */
export type MicrophoneCode =
  /** The person, the browser or the page said no. */
  | 'microphone_denied'
  /** There is none, or not where pages may have one. */
  | 'microphone_missing'
  /** Something else has it. */
  | 'microphone_busy'

export type CallProblem = Omit<ClientProblem, 'code'> & {
  /** `audio`: the browser plays or records no sound at all. */
  code: ClientProblem['code'] | MicrophoneCode | 'audio'
}

/** What voice rejects with where the gateway has no part in it. `code` is stable, `message` is an English sentence. */
export class VoiceError extends Error implements CallProblem {
  override readonly name = 'VoiceError'
  readonly code: CallProblem['code']
  readonly retryable = true

  constructor(code: CallProblem['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The three fields of whatever was thrown or refused. */
export function callProblemOf(thrown: unknown): CallProblem {
  return thrown instanceof VoiceError ? thrown : problemOf(thrown)
}

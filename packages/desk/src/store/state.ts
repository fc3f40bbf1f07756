import type { ClientProblem, DeskIdentity, FloorSnapshot } from '@baton/client'
import type { Conversation } from './conversation.ts'
import type { Preferences } from './preferences.ts'

/** Something to say to people who listen to the desk rather than look at it. */
export type Announcement =
  | { kind: 'offer'; customer: string; want: string }
  | { kind: 'message'; customer: string; text: string }
  | { kind: 'left'; customer: string }

/** Replaced whole on every change; compare by identity. */
export interface DeskState {
  phase: 'starting' | 'signed-out' | 'signed-in'
  signIn: { busy: boolean; problem: ClientProblem | null; expired: boolean; workspace: string }
  identity: DeskIdentity | null
  floor: FloorSnapshot | null
  /** Offers being answered at this moment, by id. */
  answering: Readonly<Record<string, 'accept' | 'decline'>>
  conversations: readonly Conversation[]
  selected: string | null
  /** The last thing that went wrong with a request to the floor. */
  problem: ClientProblem | null
  announcement: Announcement | null
  preferences: Preferences
  /** The browser refused notifications when the agent asked for them. */
  notifyDenied: boolean
}

import type { ClientProblem, DeskIdentity, DeskWay, FloorAlert, FloorSnapshot, Glance } from '@baton/client'
import type { DeskCall } from './calls.ts'
import type { Conversation, Ended } from './conversation.ts'
import type { Place } from './place.ts'
import type { Preferences } from './preferences.ts'
import type { Screen } from './request.ts'

/** Something to say to people who listen to the desk rather than look at it. */
export type Announcement =
  | { kind: 'offer'; customer: string; want: string }
  | { kind: 'message'; customer: string; text: string }
  | { kind: 'left'; customer: string; how: Ended | null }
  | { kind: 'away' }
  | { kind: 'alert'; alert: FloorAlert }

/** Replaced whole on every change; compare by identity. */
export interface DeskState extends Place {
  phase: 'starting' | 'signed-out' | 'signed-in'
  signIn: { busy: boolean; problem: ClientProblem | null; expired: boolean; workspace: string }
  identity: DeskIdentity | null
  floor: FloorSnapshot | null
  /** Offers being answered at this moment, by id. */
  answering: Readonly<Record<string, 'accept' | 'decline'>>
  /** When this agent declined a session, by session. */
  declined: Readonly<Record<string, number>>
  conversations: readonly Conversation[]
  /** What is being said on calls that are offered, by offer. */
  glances: Readonly<Record<string, Glance>>
  /** The call this agent is on, or what is left of the last. */
  call: DeskCall | null
  /** The accounts of channels there are. */
  ways: readonly DeskWay[]
  screen: Screen
  /** The last thing that went wrong with a request to the floor. */
  problem: ClientProblem | null
  /** What supervisors were alerted to last, until it is dismissed. */
  alert: FloorAlert | null
  announcement: Announcement | null
  preferences: Preferences
  /** The browser refused notifications when the agent asked for them. */
  notifyDenied: boolean
}

/** What is there while nobody is signed in, and must be gone once somebody has left. */
export const NOBODY = {
  identity: null,
  floor: null,
  answering: {},
  declined: {},
  conversations: [],
  glances: {},
  call: null,
  ways: [],
  screen: 'floor',
  selected: null,
  drafts: {},
  problem: null,
  alert: null,
  announcement: null,
} satisfies Partial<DeskState>

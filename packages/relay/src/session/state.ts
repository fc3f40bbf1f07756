import type {
  AgentFace,
  Brief,
  CallView,
  EventBody,
  Firing,
  FlowState,
  HandoffReason,
  Holder,
  Locale,
  Mood,
  Profile,
  Route,
} from '@baton/protocol'
import type { Counts } from './counts.ts'
import type { VoiceState } from './voice.ts'

/** One matter inside the session, and what the rules count in it. */
export interface CaseState {
  id: string
  openedAt: number
  open: boolean
  closedAt: number | null
  rated: boolean
  summarised: boolean
  /** Time of the last message, for closing by silence. */
  lastAt: number
  messages: number
  /** Agents who held the baton in this case, in order. */
  agents: AgentFace[]
  locale: Locale
  /** The customer's last messages, oldest first. */
  earlier: string[]
  /** When the customer's last messages came, and how the bot scored the last it read, oldest first. */
  times?: number[]
  scores?: number[]
  /** The message that says best what this is about. */
  want: string | null
  mood: Mood['level']
  moodWords: string[]
  /** What the rules count. Absent: nothing yet. */
  counts?: Counts
  /** The last rating, 1–5. */
  rating?: number
  /** Whether the bot's last turn was a clarifying question. */
  clarified: boolean
  flow: FlowState | null
  facts: Brief['facts']
  /** Values the bot has put to the business system and waits to see confirmed. */
  asking: string[]
  /** Values the business system knew. */
  confirmed: string[]
  tried: Brief['tried']
  marks: string[]
  firing: Firing | null
  /** A hand-off that waits for the answers to the pack's prescreen. */
  prescreen?: PrescreenState | null
  /** Whether the customer was asked in this case: never twice. */
  prescreened?: true
  /** When it was opened again: how many of `earlier` are from before that, and what was known then and has not been said since. */
  reopened?: { at: number; earlier: number; facts: Brief['facts'] }
  /** The case before this one. */
  previous?: { want: string | null; facts: Brief['facts'] }
  /** Where it came from and who had it there, until somebody has it here. */
  movedFrom?: { from: string; agent: string; fence: number } | null
  /** Answers the bot has given. */
  botTurns?: number
}

/** What the person is asked to take over for, once the questions are answered or the customer's patience ends. */
export interface PrescreenState
  extends Pick<EventBody<'prescreen.asked'>, 'prescreen' | 'handoffId' | 'reason' | 'priority'> {
  firing: Firing
  askedAt: number
  patienceMs: number
  /** Facts of the case at that time; what is there beyond them was answered. */
  known: Brief['facts']
}

/** A request for a person, from the moment a rule fired until the bot holds the baton again. */
export interface HandoffState {
  id: string
  reason: HandoffReason
  priority: number
  at: number
}

/** Everything the log says, folded. Always equal to `log.reduce(fold, initialState)`. */
export interface SessionState {
  /** Seq of the last event. */
  head: number
  /** Seq of the last event a customer may see. */
  publicHead: number
  fence: number
  holder: Holder
  agent: AgentFace | null
  case: CaseState | null
  handoff: HandoffState | null
  profile: Profile | null
  brief: Brief | null
  /** Sessions whose customer turned out to be this one, in the order they were linked. */
  earlier: readonly string[]
  /** The session this one is an earlier segment of; nothing is said here any more. */
  linkedTo: string | null
  /** For which purposes the customer has proved who they are, and until when. */
  proofs: readonly Proof[]
  /** When rules fired last, by their ids: the newest of them. */
  fired?: Readonly<Record<string, number>>
  /** The ways to the customer besides the widget. Absent: none. */
  routes?: readonly Route[]
  /** The way by which the customer spoke last. Absent: by the widget. */
  speaksBy?: string
  /** How the customer sounds in the last call. */
  voice?: VoiceState
  /** A call that rings or goes on. */
  call?: CallView
  /** What the customer said last of recording a call, which holds for the end of it, too. */
  consent?: { call: string; granted: boolean }
}

export interface Proof {
  method: EventBody<'identity.verified'>['method']
  purpose: string
  expiresAt: number
}

export const initialState: SessionState = {
  head: 0,
  publicHead: 0,
  fence: 1,
  holder: 'bot',
  agent: null,
  case: null,
  handoff: null,
  profile: null,
  brief: null,
  earlier: [],
  linkedTo: null,
  proofs: [],
}

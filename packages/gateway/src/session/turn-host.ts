import type { BotContext, ChatProvider, Reading, Rule, Spoken } from '@baton/protocol'
import type { Handle, Redacted } from '@baton/relay/masking'
import type { EventDraft, SessionState, Turn } from '@baton/relay/session'
import type { Hired } from '../providers/providers.ts'
import type { Knowhow } from './knowhow.ts'
import type { StepUp, StepUpCall } from './step-up.ts'

/** What a turn needs of the session it runs in. */
export interface TurnHost {
  /** Id of the session: makes idempotency keys unique beyond it. */
  session(): string
  now(): number
  state(): SessionState
  /** The live turn, as stored. */
  turn(): Turn | null
  /** A stored message: its text, how many files came with it, kinds of sensitive data masked in it, and how it was spoken. */
  said(seq: number): { text: string; files: number; marks: readonly string[]; spoken?: Spoken }
  /** Whether the bot has stored an event under this id. */
  isStored(id: string): boolean
  /** Does one of the gateway's own actions. */
  stepUp(knowhow: Knowhow, call: StepUpCall): Promise<StepUp>
  /** Originals of what is masked in a message of the live turn. */
  handlesOf(seq: number): readonly Handle[]
  knowhow(): Promise<Knowhow>
  /** Stores events of this turn, unless the baton has moved on or, when it ends the turn, more messages have joined. */
  commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean
  endTurn(): void
  /** Has an offer made when its time comes, unless one waits already. */
  offerLater(rule: Rule): void
  /** What stands in the pictures that came with the turn, masked; null where nobody reads them. Noted for staff. */
  picture(turn: Turn, knowhow: Knowhow): Promise<Redacted | null>
  /** What is nearest by meaning; null where nobody tells. */
  nearest(knowhow: Knowhow, reading: Reading, context: BotContext): Promise<BotContext['nearest'] | null>
  /** The model that may put answers, if the workspace has one. */
  model(knowhow: Knowhow): Hired<ChatProvider> | null
  /** Shows that the bot is busy with the business system. */
  busy(): void
  /** Shows the answer so far to whoever is live. */
  stream(turn: Turn, n: number, text: Redacted): void
}

/** A message as it was read, and what it was read with. */
export interface Heading {
  reading: Reading
  context: BotContext
}

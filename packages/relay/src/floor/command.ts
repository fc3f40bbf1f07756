import type { AgentFace, Holder, Locale, QueuedSession, QueuePlace } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'

/** What the session answered to a pass. `current` is where it stands now. */
export type PassOutcome = { ok: true; fence: number } | { ok: false; current: { holder: Holder; fence: number } }

/** Who had a case in another session of its customer, `from`, which has let go of it under this fence. */
export interface GoesOn {
  agent: string
  from: string
  fence: number
}

/** What can happen on the floor. Each may arrive twice; the second changes nothing. */
export type FloorCommand =
  /** `goesOn`: whoever had its case in another session of the customer goes on with it, if they can. */
  | { type: 'enqueue'; item: QueuedSession; fence: number; goesOn?: GoesOn | undefined }
  | { type: 'release'; session: string; handoffId: string; fence: number }
  /** What a session wants reads otherwise from now on: something was taken out of it. */
  | { type: 'reword'; session: string; handoffId: string; want: string }
  /** The customer of a session is on a call from now on, or no more. */
  | { type: 'onCall'; session: string; handoffId: string; call: boolean }
  /** A floor socket of this agent said hello. */
  | { type: 'arrive'; agent: AgentFace & { capacity: number; locales: readonly Locale[] } }
  /** An agent's last floor socket is gone. `revoked`: the agent may no longer work here, so there is no grace. */
  | { type: 'leave'; agentId: string; revoked: boolean }
  /** The sockets of all these agents are gone, as after a restart. */
  | { type: 'absent'; agentIds: readonly string[] }
  | { type: 'presence'; agentId: string; presence: 'online' | 'away' }
  /** This agent has done what a call left them to do. */
  | { type: 'ready'; agentId: string }
  | { type: 'accept'; agentId: string; offerId: string }
  | { type: 'decline'; agentId: string; offerId: string }
  /** Whoever has a session asks a colleague to take it, or gives it back to the queue. */
  | { type: 'transfer'; agentId: string; session: string; to: { agent: string } | 'queue'; note: Redacted }
  /** They ask no longer. */
  | { type: 'recall'; agentId: string; session: string }
  /** The session answered a `pass` effect. */
  | {
      type: 'passed'
      session: string
      handoffId: string
      expectedFence: number
      to: { agent: AgentFace } | 'queue'
      outcome: PassOutcome
    }
  /** Something is due: see `nextDue`. */
  | { type: 'tick' }
  /** Storage was rewound, the floor's or its sessions': what is known of them may be wrong. */
  | { type: 'forget' }

/** What the host has to carry out. `pass`, `place` and `settle` must survive a crash; the answers to `accept` need not. */
export type FloorEffect =
  /** Ask the session to pass the baton, and bring its answer back as `passed`. */
  | {
      type: 'pass'
      session: string
      handoffId: string
      expectedFence: number
      to: { agent: AgentFace } | 'queue'
      reason: 'accepted' | 'dropped' | 'transferred'
      /** Of one that was transferred: what its agent leaves for staff. */
      note?: Redacted
    }
  /** Tell the session its place. A newer one of the same session replaces an older one not yet told. */
  | { type: 'place'; session: string; handoffId: string; place: QueuePlace }
  /** Ask a session that was forgotten to enqueue again, should it still wait. */
  | { type: 'settle'; session: string }
  | { type: 'accepted'; agentId: string; offerId: string; session: string }
  | { type: 'offerGone'; agentId: string; offerId: string }

/** Passed in, so that the same commands always give the same floor. Times in milliseconds. */
export interface FloorContext {
  now: number
  offerMs: number
  graceMs: number
}

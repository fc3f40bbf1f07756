import type { FloorAlert, QueuedSession } from '@baton/protocol'
import type { GoesOn } from '@baton/relay/floor'

export interface FloorRoom {
  /**
   * A session waits for a person. The same handoff again changes nothing; a newer fence replaces the older. `goesOn`: whoever had its
   * case in another session of the customer goes on with it, if they can.
   */
  enqueue(request: { item: QueuedSession; fence: number; workspace: string; goesOn?: GoesOn }): Promise<void>
  /** What the session wants reads otherwise from now on: something was taken out of it. */
  reword(request: { session: string; handoffId: string; want: string }): Promise<void>
  /** The customer is on a call from now on, or no more. */
  onCall(request: { session: string; handoffId: string; call: boolean }): Promise<void>
  /** The session went on without the floor (cancelled, handed back, resolved): free its place and its agent. */
  release(request: { session: string; handoffId: string; fence: number }): Promise<void>
  /** A rule that alerts has fired: supervisors who are there are told. */
  alert(request: FloorAlert & { workspace: string }): Promise<void>
  /** Directory has changed: whoever may no longer work here is sent off at once. */
  recheckAgents(): Promise<void>
  /** On the rounds: rings timers that are due and arms the alarm again, should the platform have given it up. */
  lookAtTimers(): Promise<void>
}

import { CLOSE } from '@baton/protocol'
import { decidePass, isCurrent } from '@baton/relay/session'
import { generationOf } from '../env.ts'
import type { Core } from './core.ts'

/**
 * Asked when the object starts. Under another generation than its last one the log may have been rewound, and Floor is
 * not at the same point: in one transaction the session changes its epoch, so that no client resumes over the cut, and
 * takes a stand that needs nobody's memory. What an agent held goes back to the queue, who waits is told to Floor again,
 * and the bot's live turn goes on.
 */
export function enterGeneration({ env, access, errands, ledger, sockets, duties, settings }: Core): void {
  const generation = generationOf(env)
  const identity = ledger.store.identity()
  if (!identity || identity.generation === generation) return
  const now = Date.now()
  // On one machine they went down with the process; elsewhere they may not have.
  for (const [ws] of sockets.open()) sockets.refuse(ws, 'unavailable', CLOSE.restarting)
  const { handoff, fence } = ledger.state
  const taken = decidePass(ledger.state, {
    handoffId: handoff?.id ?? '',
    expectedFence: fence,
    to: 'queue',
    reason: 'dropped',
  })
  const drafts = taken.answer === 'pass' ? taken.drafts : []
  ledger.commit(drafts, now, (_events, after) => () => {
    ledger.store.beginGeneration(generation, crypto.randomUUID())
    errands.forgetFloor()
    access.forgetGrants()
    if (after.holder === 'queue') duties.letGo()
    duties.tellAgain(after, now)
    // The time in a backup is not the bot's to answer for.
    const turn = ledger.store.turn()
    if (turn && isCurrent(turn, after)) ledger.store.saveTurn({ ...turn, deadline: now + settings.turnMs })
  })
  duties.wake()
}

import { arrive, choosePresence, endGrace, leave } from './attendance.ts'
import { endWrapUp, endWrapUps, onCall } from './calls.ts'
import type { FloorCommand, FloorContext, FloorEffect } from './command.ts'
import { Draft, type Touched } from './draft.ts'
import { forget } from './forget.ts'
import { match } from './matching.ts'
import { accept, decline, lapseOffers } from './offers.ts'
import { passed } from './passes.ts'
import { tellPlaces } from './places.ts'
import type { FloorState } from './state.ts'
import { recall, transfer } from './transfers.ts'
import { enqueue, release, reword } from './waiting.ts'

/**
 * One step of the floor. Pure: the same state, command and context give the same floor, and `state` itself comes back
 * when nothing changed. `touched` says where to look for what did. Store the new state and the effects that must survive
 * together before carrying any out.
 */
export function decideFloor(
  state: FloorState,
  command: FloorCommand,
  context: FloorContext,
): { state: FloorState; effects: FloorEffect[]; touched: Touched } {
  const draft = new Draft(state, context)
  apply(draft, command)
  if (draft.isChanged || command.type === 'tick') {
    match(draft)
    tellPlaces(draft)
  }
  return { state: draft.isChanged ? draft.state : state, effects: draft.effects, touched: draft.touched }
}

function apply(draft: Draft, command: FloorCommand): void {
  switch (command.type) {
    case 'enqueue':
      enqueue(draft, command)
      break
    case 'release':
      release(draft, command)
      break
    case 'reword':
      reword(draft, command)
      break
    case 'onCall':
      onCall(draft, command)
      break
    case 'arrive':
      arrive(draft, command)
      break
    case 'leave':
      leave(draft, command)
      break
    case 'absent':
      for (const agentId of command.agentIds) leave(draft, { type: 'leave', agentId, revoked: false })
      break
    case 'presence':
      choosePresence(draft, command.agentId, command.presence)
      break
    case 'ready':
      endWrapUp(draft, command.agentId)
      break
    case 'accept':
      accept(draft, command.agentId, command.offerId)
      break
    case 'decline':
      decline(draft, command.agentId, command.offerId)
      break
    case 'transfer':
      transfer(draft, command)
      break
    case 'recall':
      recall(draft, command)
      break
    case 'passed':
      passed(draft, command)
      break
    case 'tick':
      lapseOffers(draft)
      endGrace(draft)
      endWrapUps(draft)
      break
    case 'forget':
      forget(draft)
      break
    default:
      command satisfies never
  }
}

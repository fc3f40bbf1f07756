import type { QueuePlace } from '@baton/protocol'
import type { Draft } from './draft.ts'
import { estimateWait, summarise } from './estimate.ts'
import { isServing } from './matching.ts'
import { isWaiting } from './state.ts'
import { byTurn } from './waiting.ts'

/** Up to here every change is told at once. Further back one more ahead changes little, and a long queue moves often. */
const NEAR = 10
const FAR_EVERY_MS = 10_000

const isSame = (a: QueuePlace | null, b: QueuePlace): boolean =>
  a !== null && a.position === b.position && a.waitMs?.low === b.waitMs?.low && a.waitMs?.high === b.waitMs?.high

/** Tells each waiting session its place when that has changed. */
export function tellPlaces(draft: Draft): void {
  const waiting = [...draft.state.items.values()].filter(isWaiting).sort(byTurn)
  const serving = [...draft.state.agents.values()].filter(isServing).length
  const handling = summarise(draft.state.handlingMs)
  for (const [index, entry] of waiting.entries()) {
    const position = index + 1
    const place = { position, waitMs: estimateWait(position, serving, handling) }
    const tellAt = entry.place === null || position <= NEAR ? draft.now : entry.placedAt + FAR_EVERY_MS
    if (isSame(entry.place, place)) {
      if (entry.retellAt !== null) draft.putItem({ ...entry, retellAt: null })
    } else if (tellAt > draft.now) {
      if (entry.retellAt !== tellAt) draft.putItem({ ...entry, retellAt: tellAt })
    } else {
      draft.putItem({ ...entry, place, placedAt: draft.now, retellAt: null })
      draft.effects.push({ type: 'place', session: entry.item.session, handoffId: entry.item.handoffId, place })
    }
  }
}

import { ONE_TIME_CODE, type Pack } from '@baton/protocol'
import type { SessionState } from '@baton/relay/session'

/** Whether the bot waits for a one-time code: bare digits are then one, and are masked as one. */
export function asksForCode({ case: it }: SessionState, pack: Pack): boolean {
  if (!it?.open || !it.flow) return false
  const { flow: id, step: at } = it.flow
  const step = pack.flows.find((flow) => flow.id === id)?.steps.find((each) => each.id === at)
  return step?.do === 'ask' && step.entity === ONE_TIME_CODE
}

import { ID_LAST_FOUR, ONE_TIME_CODE, type Pack } from '@baton/protocol'
import type { Hints } from '@baton/relay/masking'
import type { SessionState } from '@baton/relay/session'

const ASKING: Readonly<Record<string, Hints['asking']>> = { [ONE_TIME_CODE]: 'code', [ID_LAST_FOUR]: 'id_last_four' }

/** What the bot waits for that shows who is there: bare digits are then that, and are masked as that. */
export function askedFor({ case: it }: SessionState, pack: Pack): Hints {
  if (!it?.open || !it.flow) return {}
  const { flow: id, step: at } = it.flow
  const step = pack.flows.find((flow) => flow.id === id)?.steps.find((each) => each.id === at)
  const asking = step?.do === 'ask' ? ASKING[step.entity] : undefined
  return asking ? { asking } : {}
}

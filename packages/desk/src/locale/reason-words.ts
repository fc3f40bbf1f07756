import type { QueuedSession } from '@baton/client'
import type { Dictionary } from './dictionary.ts'

/** Why a person is asked for, in words. A reason of a later gateway is a matter for a person, whatever it is called. */
export const reasonWords = ({ reasons }: Dictionary, reason: QueuedSession['reason']): string =>
  Object.hasOwn(reasons, reason) ? reasons[reason] : reasons.policy

import { SYSTEM } from '../audit/act.ts'
import { FORMAT, keyOf } from './lesson-key.ts'
import type { Store } from './store.ts'
import type { Wish } from './training.ts'

/** A pack to be learnt anew, by its hash. */
interface Lesson {
  pack: string
  wish: Wish
}

/**
 * What an earlier release of ours has left that this one has to learn anew: a training it began, whose folds are not ours, or
 * what answers, when its model is read no more or there never was one. Null, as nearly always, when there is nothing.
 */
export function outdated(store: Store): Lesson | null {
  const { models, releases, training } = store
  const job = training.job()
  const isOfNow = (hash: string) => job?.key === keyOf(store.pack(hash))
  if (job?.state === 'training') return isOfNow(job.pack) ? null : { pack: job.pack, wish: job.wish }
  const current = releases.current()
  if (!current || (current.model !== null && models.find(current.model)?.format === FORMAT)) return null
  // It was tried, and failed.
  if (job?.pack === current.pack && isOfNow(job.pack)) return null
  return { pack: current.pack, wish: { by: SYSTEM, gated: false, override: current.override } }
}

import type { KnowledgeState, KnowledgeStatus, ReleasesResponse } from '@baton/protocol'
import type { PublishedRelease } from './releases.ts'
import type { Store } from './store.ts'
import { LABELS_NEEDED } from './trainer.ts'

export const EMPTY: KnowledgeStatus = {
  state: 'empty',
  current: null,
  report: null,
  training: null,
  labels: { count: 0, needed: LABELS_NEEDED },
}

/** How far publishing is, and how well a release does: this one, or the current. Null when there is no such release. */
export function statusOf({ releases, models, training, labels }: Store, version?: string): KnowledgeStatus | null {
  const current = releases.current()
  const asked = version === undefined ? current : releases.find(version)
  if (version !== undefined && !asked) return null
  const job = training.job()
  const reportOf = (model: string | null | undefined) => (model == null ? null : (models.find(model)?.report ?? null))
  return {
    state: stateOf(training),
    current: current && shown(current),
    report: reportOf(asked?.model),
    training: job && {
      snapshot: job.pack,
      fold: job.fold,
      of: job.folds,
      attempts: job.attempts,
      startedAt: job.started,
      error: job.error,
      report: job.state === 'held' ? reportOf(models.latest(job.key)?.hash) : null,
    },
    labels: { count: labels.count(), needed: LABELS_NEEDED },
  }
}

export const stateOf = (training: Store['training']): Exclude<KnowledgeState, 'empty'> =>
  training.job()?.state ?? 'current'

export const shown = ({
  version,
  pack,
  model,
  at,
  override,
}: PublishedRelease): ReleasesResponse['releases'][number] => ({
  version,
  snapshot: pack,
  model,
  at,
  ...(override !== null && { override }),
})

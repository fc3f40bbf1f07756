import { z } from 'zod'
import { eventId, instant, opaqueId, seq, slug } from './ids.ts'
import { LIMITS } from './limits.ts'
import { pack } from './pack/pack.ts'

const share = z.number().min(0).max(1)

/** How well a model does on what it was not trained on. Shares are 0..1. */
export const modelReport = z.object({
  /** Held-out phrasings that were looked at, and labels of agents. */
  phrasings: z.number().int().nonnegative(),
  labels: z.number().int().nonnegative(),
  /** Share of held-out phrasings whose best guess is right, however sure. */
  accuracy: share,
  /** At the bar of 0.8: share of held-out phrasings that are served, and share of the served that is right. */
  atBar: z.object({ coverage: share, precision: share }),
  /** Share of what no intent means that is refused at the bar. */
  refused: share,
  /** Intents taken for others most often, worst first. */
  confused: z.array(z.object({ intent: slug, takenFor: slug, times: z.number().int() })),
  /** What a confidence was worth: ten equal bins, from low to high. */
  reliability: z.array(
    z.object({ from: share, to: share, count: z.number().int(), confidence: share, precision: share }),
  ),
})
export type ModelReport = z.infer<typeof modelReport>

/** What answers: a pack and the model that was trained on it, under one name. */
const release = z.object({
  /** As turns log it. */
  version: z.string(),
  /** Hash of the pack. */
  snapshot: z.string(),
  /** Hash of the model; null while none is trained, and then no message has an intent. */
  model: z.string().nullable(),
  at: instant,
  /** Why it was published below the gate, in its operator's words. */
  override: z.string().optional(),
})

/**
 * `current`: what was published last answers. `training`: it will, when its model is ready. `held`: its model is below the gate.
 * `failed`: it could not be trained. In all of them the release before goes on answering. `empty`: nothing was published.
 */
export const knowledgeState = z.enum(['empty', 'current', 'training', 'held', 'failed'])
export type KnowledgeState = z.infer<typeof knowledgeState>

/** Why training did not end: it threw, it took the object down, or the bucket refused the model. */
export const trainingError = z.enum(['training_failed', 'training_crashed', 'blobs_unavailable'])
export type TrainingError = z.infer<typeof trainingError>

/** `GET /v1/admin/workspaces/:id/knowledge?version=`: how far publishing is, and how well what answers does. */
export const knowledgeStatus = z.object({
  state: knowledgeState,
  current: release.nullable(),
  /** Of the release asked for, else of the current one; null when it has no model. */
  report: modelReport.nullable(),
  /** Of what was published and does not answer yet. `fold` of `of` are done. */
  training: z
    .object({
      snapshot: z.string(),
      fold: z.number().int(),
      of: z.number().int(),
      attempts: z.number().int(),
      startedAt: instant,
      error: trainingError.nullable(),
      /** When it is held: how its model did. */
      report: modelReport.nullable(),
    })
    .nullable(),
  /** What agents said messages mean: how many, and from how many on confidence is measured by them. */
  labels: z.object({ count: z.number().int(), needed: z.number().int() }),
})
export type KnowledgeStatus = z.infer<typeof knowledgeStatus>

/** `GET /v1/admin/workspaces/:id/knowledge/releases`: the last 100, newest first. */
export const releasesResponse = z.object({ releases: z.array(release) })
export type ReleasesResponse = z.infer<typeof releasesResponse>

const overrideReason = z.string().trim().min(1).max(LIMITS.reasonChars)

/**
 * `POST /v1/admin/workspaces/:id/knowledge/releases`: publishes a pack, behind the gate. `override` says why it is published
 * below it. What needs no training is never held.
 */
export const publishRequest = z.object({ pack, override: overrideReason.optional() })

/** `POST /v1/admin/workspaces/:id/knowledge/rollback`: an earlier release answers again. */
export const rollbackRequest = z.object({ version: z.string().max(100), reason: overrideReason.optional() })

/** Hash of the pack that was published, and whether it answers already. */
export const publishResponse = z.object({ snapshot: z.string(), state: knowledgeState.exclude(['empty']) })
export type PublishResponse = z.infer<typeof publishResponse>

/** `POST /v1/admin/workspaces/:id/knowledge/labels`: what a text means; null when none of the intents. */
export const labelRequest = z.object({ text: z.string().trim().min(1).max(LIMITS.textChars), intent: slug.nullable() })

/** `POST /v1/desk/labels`: the same of a customer's message, by an agent who may read it. */
export const messageLabelRequest = z.object({ session: opaqueId, seq: seq.min(1), intent: slug.nullable() })

export const labelResponse = z.object({ id: eventId, labels: z.number().int() })
export type LabelResponse = z.infer<typeof labelResponse>

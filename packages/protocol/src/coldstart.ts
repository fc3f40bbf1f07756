import { z } from 'zod'
import { slug } from './ids.ts'
import { modelReport, trainingError } from './knowledge.ts'
import { locale } from './locale.ts'

/** What was wrong with one row of an import. */
export const importFault = z.object({
  /** Line of the file where the row begins, from 1. */
  line: z.number().int(),
  code: z.enum(['row_malformed', 'json_malformed', 'text_missing', 'text_too_long', 'role_unknown', 'too_many_rows']),
})
export type ImportFault = z.infer<typeof importFault>

/** Something that many customers asked for. */
export const proposedIntent = z.object({
  id: slug,
  /** What its texts say and others do not, best first. */
  terms: z.array(z.string()),
  /** How many asked. */
  size: z.number().int(),
  /** Masked texts, the most typical first. */
  phrasings: z.record(locale, z.array(z.string())),
  /** The intent of the pack that is nearest, when one is near. */
  like: z.object({ intent: slug, cosine: z.number() }).nullable(),
  /** Share of its texts for which the same article of the pack is nearest and near. */
  article: z.object({ id: slug, share: z.number() }).nullable(),
})

/** Intents that past dialogues propose. */
export const proposal = z.object({
  dialogues: z.number().int(),
  /** Conversations whose customer asked for nothing, those that repeat another's words, and those beyond what is looked at. */
  silent: z.number().int(),
  repeated: z.number().int(),
  beyond: z.number().int(),
  intents: z.array(proposedIntent),
  /** Texts that belong to none of them, with some to look at. */
  left: z.object({ count: z.number().int(), examples: z.array(z.string()) }),
})
export type Proposal = z.infer<typeof proposal>
export type ProposedIntent = z.infer<typeof proposedIntent>

/** `PUT` and `GET /v1/admin/workspaces/:id/knowledge/proposal`: what came of the dialogues that were brought in last. */
export const proposalStatus = z.object({
  /** `none`: nothing was brought in, or its seven days are over. */
  state: z.enum(['none', 'working', 'ready', 'failed']),
  rows: z.number().int(),
  /** How many rows were left out, and the first hundred of them. */
  faults: z.object({ count: z.number().int(), first: z.array(importFault) }),
  proposal: proposal.nullable(),
  /** How well a model told the proposed intents apart on what it was not shown; null for fewer than two. */
  report: modelReport.nullable(),
  error: trainingError.exclude(['blobs_unavailable']).nullable(),
})
export type ProposalStatus = z.infer<typeof proposalStatus>

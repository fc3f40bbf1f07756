import {
  backtestRequest,
  changeRulesRequest,
  flagIntentsRequest,
  type RulesResponse,
  type RulesVersionsResponse,
  rollBackRulesRequest,
} from '@baton/protocol'
import { backtest } from '@baton/relay/backtest'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import { OPERATOR } from '../audit/act.ts'
import type { Env } from '../env.ts'
import { brainFor } from '../knowledge/brain.ts'
import type { RulesChange } from '../knowledge/rules-change.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'

type RulesContext = Context<{ Bindings: Env }>

const MAX_RULES_BYTES = 512 * 1024
const MAX_TRANSCRIPTS_BYTES = 2 * 1024 * 1024

/** The rules that answer now. `ETag` is what a change of them has to name. */
export async function answerRules(c: RulesContext, workspace: string): Promise<Response> {
  return told(c, await knowledgeOf(c.env, workspace).rules())
}

export async function answerRulesVersions(c: RulesContext, workspace: string): Promise<Response> {
  return c.json({ versions: await knowledgeOf(c.env, workspace).rulesVersions() } satisfies RulesVersionsResponse)
}

export async function answerRulesVersion(c: RulesContext, workspace: string, number: string): Promise<Response> {
  const wanted = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null
  return told(c, wanted === null ? null : await knowledgeOf(c.env, workspace).rules({ number: wanted }))
}

export async function changeRules(c: RulesContext, workspace: string): Promise<Response> {
  const { rules, ...said } = await readBody(c, changeRulesRequest, MAX_RULES_BYTES)
  return change(c, workspace, said, { rules })
}

export async function flagIntents(c: RulesContext, workspace: string): Promise<Response> {
  const { flagged, ...said } = await readBody(c, flagIntentsRequest, MAX_RULES_BYTES)
  return change(c, workspace, said, { flagged: [...new Set(flagged)] })
}

export async function rollBackRules(c: RulesContext, workspace: string): Promise<Response> {
  const { number, ...said } = await readBody(c, rollBackRulesRequest, MAX_RULES_BYTES)
  return change(c, workspace, said, { number })
}

/** Replays transcripts, each by itself, against rules given or published. Nothing is stored of them. */
export async function backtestRules(c: RulesContext, workspace: string): Promise<Response> {
  const { transcripts, rules, tolerance } = await readBody(c, backtestRequest, MAX_TRANSCRIPTS_BYTES)
  const published = await brainFor(c.env, workspace)
  if (!published) throw new BatonError('not_found')
  const { pack } = published.snapshot
  return c.json(backtest(rules ? { ...pack, rules } : pack, transcripts, published.brain(), { tolerance }))
}

async function change(
  c: RulesContext,
  workspace: string,
  { base = etagOf(c), note }: { base?: string | undefined; note?: string | undefined },
  to: RulesChange['to'],
): Promise<Response> {
  if (base === undefined) throw new BatonError('request_malformed', 'base: say which version you change, or If-Match')
  const reason = note === undefined ? null : redact(note, DETECTORS).text
  const answer = await knowledgeOf(c.env, workspace).changeRules({ base, to, by: OPERATOR, note: reason })
  if (answer && 'refused' in answer) throw new BatonError(answer.refused, answer.detail)
  return told(c, answer)
}

function told(c: RulesContext, rules: RulesResponse | null): Response {
  if (!rules) throw new BatonError('not_found')
  c.header('etag', `"${rules.version}"`)
  return c.json(rules)
}

const etagOf = (c: RulesContext): string | undefined => c.req.header('if-match')?.replace(/^(?:W\/)?"?|"$/g, '')

import { waitUntil } from 'cloudflare:workers'
import {
  type AuditEntry,
  labelRequest,
  messageLabelRequest,
  type PublishResponse,
  publishRequest,
  type ReleasesResponse,
  rollbackRequest,
} from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import { z } from 'zod'
import { OPERATOR } from '../audit/act.ts'
import { sha256 } from '../audit/sha256.ts'
import { tellAhead } from '../call/speech/told-ahead.ts'
import type { Env } from '../env.ts'
import { labelId } from '../knowledge/labels.ts'
import { directoryOf, knowledgeOf, sessionOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { demandSayable } from './sayable.ts'

type KnowledgeContext = Context<{ Bindings: Env }>

export const MAX_PACK_BYTES = 4 * 1024 * 1024
const MAX_BODY_BYTES = 32 * 1024
/** Between two looks at whether it is trained. */
const LOOK_MS = 100
/** Some clients and proxies give a request up after a minute. */
const MOST_WAIT_S = 50

const waitParameter = z.coerce.number().int().min(0).max(MOST_WAIT_S)

/** How far publishing is, and how well what answers does, or the release of `?version=`. */
export async function answerKnowledge(c: KnowledgeContext, workspace: string): Promise<Response> {
  const version = c.req.query('version')
  const status = await knowledgeOf(c.env, workspace).status(version === undefined ? {} : { version })
  if (!status) throw new BatonError('not_found')
  return c.json(status)
}

export async function answerReleases(c: KnowledgeContext, workspace: string): Promise<Response> {
  return c.json({ releases: await knowledgeOf(c.env, workspace).releases() } satisfies ReleasesResponse)
}

/** Publishes a pack behind the gate. */
export async function answerPublish(c: KnowledgeContext, workspace: string): Promise<Response> {
  const waitS = waitOf(c)
  const { pack, override } = await readBody(c, publishRequest, MAX_PACK_BYTES)
  demandSayable(pack)
  const reason = override === undefined ? null : redact(override, DETECTORS).text
  const wish = { by: OPERATOR, gated: true, override: reason }
  const told = await knowledgeOf(c.env, workspace).publish(pack, wish)
  // While it is trained on: should it be held, nobody asks by these words.
  waitUntil(tellAhead(c.env, workspace, pack))
  return toldOf(c, workspace, told, waitS)
}

export async function answerRollback(c: KnowledgeContext, workspace: string): Promise<Response> {
  const waitS = waitOf(c)
  const { version, reason } = await readBody(c, rollbackRequest, MAX_BODY_BYTES)
  const why = reason === undefined ? null : redact(reason, DETECTORS).text
  const answer = await knowledgeOf(c.env, workspace).rollBack({ version, by: OPERATOR, reason: why })
  if (!answer) throw new BatonError('not_found')
  return toldOf(c, workspace, answer, waitS)
}

/** What a text means, as an operator says. */
export async function answerLabel(c: KnowledgeContext, workspace: string): Promise<Response> {
  const { text: raw, intent } = await readBody(c, labelRequest, MAX_BODY_BYTES)
  const { text } = redact(raw, DETECTORS)
  const told = { id: `text:${sha256(text)}`, session: null, verified: false, at: Date.now() }
  const label = { ...told, text, intent, by: OPERATOR }
  return stored(c, await knowledgeOf(c.env, workspace).label(label))
}

/** What a customer's message means, as an agent says who may read it. */
export async function answerMessageLabel(
  c: KnowledgeContext,
  { workspace, by }: { workspace: string; by: AuditEntry['by'] },
): Promise<Response> {
  const { session, seq, intent } = await readBody(c, messageLabelRequest, MAX_BODY_BYTES)
  // An id somebody made up brings no object to life.
  if (!(await directoryOf(c.env, workspace).record({ ref: session }))) throw new BatonError('not_found')
  const room = sessionOf(c.env, workspace, session)
  const words = { seq, agent: by.id }
  const said = await room.customerWords(words)
  if ('refused' in said) throw new BatonError(said.refused)
  const label = { id: labelId(session, seq), session, ...said, intent, by }
  const answer = await knowledgeOf(c.env, workspace).label(label)
  // Taken out of the log on the way: Knowledge may have been told before there was a label to forget.
  const now = await room.customerWords(words)
  const isGone = 'refused' in now ? now.refused === 'not_found' : now.text !== said.text
  if (!isGone) return stored(c, answer)
  await knowledgeOf(c.env, workspace).forget({ session, seqs: [seq] })
  throw new BatonError('not_found')
}

function stored(c: KnowledgeContext, answer: { id: string; labels: number } | null): Response {
  if (!answer) throw new BatonError('not_found')
  return c.json(answer)
}

/** 200 once it answers, 202 while it does not. */
async function toldOf(
  c: KnowledgeContext,
  workspace: string,
  { snapshot, state }: PublishResponse,
  waitS: number,
): Promise<Response> {
  const told: PublishResponse = { snapshot, state: await whenTrained(c, workspace, state, waitS) }
  return c.json(told, told.state === 'current' ? 200 : 202)
}

/** How many seconds `?wait=` says. Read before anything is done. */
export function waitOf(c: KnowledgeContext): number {
  const wait = waitParameter.safeParse(c.req.query('wait') ?? '0')
  if (!wait.success) throw new BatonError('request_malformed', `wait: is not a number of seconds up to ${MOST_WAIT_S}`)
  return wait.data
}

/** Waits so long for a training; answers how it stands then. */
export async function whenTrained(
  c: KnowledgeContext,
  workspace: string,
  state: PublishResponse['state'],
  waitS: number,
): Promise<PublishResponse['state']> {
  const until = Date.now() + waitS * 1_000
  let now = state
  while (now === 'training' && Date.now() < until) {
    await scheduler.wait(LOOK_MS)
    const status = await knowledgeOf(c.env, workspace).status()
    if (status && status.state !== 'empty') now = status.state
  }
  return now
}

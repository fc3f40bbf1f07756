import { type AuditEntry, type LinkResponse, type LinksResponse, linkRequest, unlinkRequest } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import type { ChannelDirectory } from '../channels/rooms.ts'
import { parseJson } from '../durable/parse-json.ts'
import type { Env } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody, readText } from './body.ts'

const MAX_BODY_BYTES = 4 * 1024

/** Who says that two sessions are one customer's, or are not. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

type LinksContext = Context<{ Bindings: Env }>

const REFUSED = { not_found: 'not_found', verified: 'both_verified', linked: 'already_linked' } as const

/** Those of one session's customer, or of the whole workspace. */
export async function answerLinks(c: LinksContext, { workspace }: Pick<Asker, 'workspace'>): Promise<Response> {
  const session = c.req.query('session')
  const links = await directoryOf(c.env, workspace).links(session === undefined ? undefined : { session })
  return c.json({ links } satisfies LinksResponse)
}

export async function answerLink(c: LinksContext, { workspace, by }: Asker): Promise<Response> {
  const { older, newer, reason } = await readBody(c, linkRequest, MAX_BODY_BYTES)
  const directory = directoryOf(c.env, workspace) as Pick<ChannelDirectory, 'linkByAgent'>
  const answer = await directory.linkByAgent({ older, newer, reason: masked(reason), by })
  if ('refused' in answer) throw new BatonError(REFUSED[answer.refused])
  return c.json(answer satisfies LinkResponse)
}

export async function answerUnlink(c: LinksContext, { workspace, by }: Asker): Promise<Response> {
  const { reason } = await readBody(c, unlinkRequest, MAX_BODY_BYTES)
  const request = { link: c.req.param('link') ?? '', by, as: 'undone', reason: masked(reason) } as const
  if (!(await directoryOf(c.env, workspace).decideLink(request))) throw new BatonError('not_found')
  return c.body(null, 204)
}

/** What an operator gives as their reason, who need not give any: no body is as good. */
export async function reasonIn(c: LinksContext): Promise<string | null> {
  const text = await readText(c.req.raw, MAX_BODY_BYTES)
  if (text === '') return null
  const read = unlinkRequest.safeParse(parseJson(text))
  if (!read.success) throw new BatonError('request_malformed', 'reason: is missing, too short or too long')
  return masked(read.data.reason)
}

const masked = (reason: string): string => redact(reason, DETECTORS).text

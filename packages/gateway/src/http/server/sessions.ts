import {
  type ApiSession,
  type EventsResponse,
  eventsQuery,
  opaqueId,
  type SayResponse,
  sayRequest,
} from '@baton/protocol'
import type { Context } from 'hono'
import type { CustomerRecord } from '../../directory/rooms.ts'
import type { Env } from '../../env.ts'
import { sessionOf } from '../../rooms-of.ts'
import type { SessionOverview } from '../../session/rooms.ts'
import { BatonError } from '../baton-error.ts'
import { readBody } from '../body.ts'
import { customerOf } from './customers.ts'
import type { Integration } from './key.ts'
import { once } from './once.ts'
import { readQuery } from './query.ts'

const MAX_BODY_BYTES = 64 * 1024

type ServerContext = Context<{ Bindings: Env }>

export async function answerSession(c: ServerContext, { workspace }: Integration): Promise<Response> {
  const { session, record } = await knownSession(c, workspace)
  const stands = (await sessionOf(c.env, workspace, session).overview()) as SessionOverview | null
  const answer: ApiSession = {
    id: session,
    customer: record.id,
    head: stands?.head ?? 0,
    case: stands?.case ?? null,
    earlier: record.sessions.slice(record.sessions.indexOf(session) + 1),
    linkedTo: stands?.linkedTo ?? null,
    channels: stands?.channels ?? [],
  }
  return c.json(answer)
}

/** As it is kept, which is masked. Read only: nobody is told that it was. */
export async function answerEvents(c: ServerContext, { workspace }: Integration): Promise<Response> {
  const { after, limit, internal } = readQuery(c, eventsQuery)
  const { session } = await knownSession(c, workspace)
  const page = await sessionOf(c.env, workspace, session).disclose({ after, limit, internal: internal === 'true' })
  const answer: EventsResponse = {
    events: page?.events.map((event) => JSON.parse(event)) ?? [],
    next: page?.next ?? null,
  }
  return c.json(answer)
}

/** Something of the business's own, said under the name of its key. */
export async function say(c: ServerContext, asker: Integration): Promise<Response> {
  const { workspace, name } = asker
  const { session } = await knownSession(c, workspace)
  return once(c, asker, {
    maxBytes: MAX_BODY_BYTES,
    act: async (id) => {
      const { text, locale } = await readBody(c, sayRequest, MAX_BODY_BYTES)
      const request = { workspace, session, id: `api:${id}`, name, text, ...(locale && { locale }) }
      const said = await sessionOf(c.env, workspace, session).sayForBusiness(request)
      if (!said.ok) throw new BatonError(said.refused === 'erased' ? 'not_found' : 'session_linked')
      return { session, about: String(said.seq) }
    },
    answer: async (seq) => c.json({ session, seq: Number(seq) } satisfies SayResponse, 201),
  })
}

/** One of this workspace: nothing wakes at a stranger's word, and another's is not there. */
async function knownSession(c: ServerContext, workspace: string): Promise<{ session: string; record: CustomerRecord }> {
  const session = opaqueId.safeParse(c.req.param('session'))
  if (!session.success) throw new BatonError('not_found')
  const record = await customerOf(c, workspace, session.data)
  if (!record.sessions.includes(session.data)) throw new BatonError('not_found')
  return { session: session.data, record }
}

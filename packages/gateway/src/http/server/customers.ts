import {
  CHANNEL_KINDS,
  type ChannelKind,
  type CustomerDetail,
  type CustomerPatch,
  type CustomersResponse,
  type CustomerView,
  customerPatch,
  type OpenCase,
  type Profile,
  pageQuery,
} from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import type { CustomerRecord } from '../../directory/rooms.ts'
import { VOUCHED } from '../../directory/vouched.ts'
import type { Env } from '../../env.ts'
import { directoryOf, sessionOf } from '../../rooms-of.ts'
import { BatonError } from '../baton-error.ts'
import { readBody } from '../body.ts'
import { attributeOf } from '../host-token.ts'
import { opaque } from '../secrets.ts'
import { workspaceConfig } from '../workspace-config.ts'
import { cursorText, readCursor } from './cursor.ts'
import type { Integration } from './key.ts'
import { once } from './once.ts'
import { readQuery } from './query.ts'

const MAX_BODY_BYTES = 64 * 1024
const HOST_ID_CHARS = 200

type ServerContext = Context<{ Bindings: Env }>

export async function answerCustomers(c: ServerContext, { workspace }: Integration): Promise<Response> {
  const { after, limit } = readQuery(c, pageQuery)
  const page = await directoryOf(c.env, workspace).customers({ after: readCursor(after), limit })
  const answer: CustomersResponse = {
    customers: page.customers.map(viewOf),
    next: page.next && cursorText(page.next),
  }
  return c.json(answer)
}

export async function answerCustomer(c: ServerContext, { workspace }: Integration): Promise<Response> {
  return c.json(await detailOf(c.env, workspace, await customerOf(c, workspace, c.req.param('customer') ?? '')))
}

export async function patchCustomer(c: ServerContext, asker: Integration): Promise<Response> {
  const { workspace } = asker
  const found = await customerOf(c, workspace, c.req.param('customer') ?? '')
  return once(c, asker, {
    maxBytes: MAX_BODY_BYTES,
    act: async (id) => {
      const fields = fieldsOf(await readBody(c, customerPatch, MAX_BODY_BYTES))
      await take(c.env, workspace, found, id, fields)
      return { session: sessionNow(found), about: found.id }
    },
    answer: async (about) => c.json(await detailOf(c.env, workspace, await customerOf(c, workspace, about))),
  })
}

/** Says the same as often as it is asked, so that it needs no key of its own. */
export async function putCustomer(c: ServerContext, { workspace }: Integration): Promise<Response> {
  const hostId = c.req.param('hostId') ?? ''
  if (hostId === '' || hostId.length > HOST_ID_CHARS) throw new BatonError('request_malformed', 'hostId: is too long')
  const fields = fieldsOf(await readBody(c, customerPatch, MAX_BODY_BYTES))
  const record = await directoryOf(c.env, workspace).customerByHostId({ hostId })
  await take(c.env, workspace, record, opaque(), fields)
  return c.json(await detailOf(c.env, workspace, await customerOf(c, workspace, record.id)))
}

/** @throws BatonError `not_found`, whatever is wrong with it. */
export async function customerOf(c: ServerContext, workspace: string, ref: string): Promise<CustomerRecord> {
  const record = await directoryOf(c.env, workspace).record({ ref })
  if (!record) throw new BatonError('not_found')
  return record
}

async function take(env: Env, workspace: string, record: CustomerRecord, id: string, fields: Fields): Promise<void> {
  const session = sessionNow(record)
  const base = await unknown(env, workspace, record)
  const taken = await sessionOf(env, workspace, session).mergeProfile({ workspace, session, id, base, fields })
  // Linked, or erased, since Directory was asked: whoever asks again asks where they are now.
  if (!taken.ok) throw new BatonError(taken.refused === 'erased' ? 'not_found' : 'unavailable', undefined, 1_000)
}

/** Of whom nothing is known yet. Their language is a guess, and counts for no more than one. */
async function unknown(env: Env, workspace: string, record: CustomerRecord): Promise<Profile> {
  const config = await workspaceConfig(env, workspace)
  if (!config) throw new BatonError('unauthenticated')
  const hostId = hostIdOf(record)
  return {
    id: record.id,
    hostId,
    verified: hostId !== null,
    name: null,
    tier: null,
    locale: config.locale,
    attributes: {},
    sources: { locale: { by: 'said', at: 0 } },
  }
}

const sessionNow = ({ sessions }: CustomerRecord): string => sessions[0] ?? ''

function hostIdOf({ addresses }: CustomerRecord): string | null {
  return addresses.find((address) => address.startsWith(VOUCHED))?.slice(VOUCHED.length) ?? null
}

function viewOf(record: CustomerRecord): CustomerView {
  const kinds = new Set(record.addresses.map((address) => address.split(':')[0]))
  return {
    id: record.id,
    hostId: hostIdOf(record),
    session: sessionNow(record),
    createdAt: record.createdAt,
    channels: CHANNEL_KINDS.filter((kind): kind is ChannelKind => kinds.has(kind)),
  }
}

async function detailOf(env: Env, workspace: string, record: CustomerRecord): Promise<CustomerDetail> {
  const stands = await sessionOf(env, workspace, sessionNow(record)).overview()
  const { profile = null, case: it = null } = (stands ?? {}) as { profile?: Profile | null; case?: OpenCase | null }
  return { ...viewOf(record), profile, earlier: record.sessions.slice(1), case: it }
}

type Fields = Record<string, string | number | boolean | string[] | null>

const masked = (text: string): string => redact(text, DETECTORS).text

/** By the names that profiles are merged by, masked as they will be kept. */
function fieldsOf({ attributes, consent, tags, ...plain }: CustomerPatch): Fields {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) fields[name] = value === null ? null : masked(value)
  }
  if (tags !== undefined) fields.tags = tags && [...new Set(tags.map(masked))]
  for (const [name, value] of Object.entries(attributes ?? {}))
    fields[`attributes.${name}`] = value === null ? null : attributeOf(value)
  for (const [name, value] of Object.entries(consent ?? {})) fields[`consent.${name}`] = value
  return fields
}

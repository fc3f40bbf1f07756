import {
  type AuditEntry,
  type ConnectorsResponse,
  type ConnectorTestResponse,
  type ConnectorView,
  type CrmRecordsResponse,
  type CrmResponse,
  connectorRequest,
  connectorTestRequest,
  crmRequest,
  newConnectorRequest,
  type ReplayResponse,
  slug,
} from '@baton/protocol'
import type { Context } from 'hono'
import type { ConnectorRefusal, OpenConnector } from '../connectors/rooms.ts'
import { tryConnector } from '../connectors/try-connector.ts'
import type { Env } from '../env.ts'
import { outsideAddress } from '../net/outside.ts'
import { auditOf, integrationsOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { opaque } from './secrets.ts'
import { deliveryOf, pageAsked } from './webhooks.ts'

const MAX_BODY_BYTES = 64 * 1024

type ConnectorContext = Context<{ Bindings: Env }>

/** Who sets services of the business up. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

/** Every connector, without its secret. */
export async function answerConnectors(c: ConnectorContext, workspace: string): Promise<Response> {
  const connectors = await integrationsOf(c.env, workspace).connectors()
  return c.json({ connectors } satisfies ConnectorsResponse)
}

export async function addConnector(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const form = await readBody(c, newConnectorRequest, MAX_BODY_BYTES)
  checkAddress(c, form.url)
  const made = await integrationsOf(c.env, workspace).addConnector({ workspace, form, by })
  return c.json(viewOf(made as ConnectorView | ConnectorRefusal), 201)
}

export async function changeConnector(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const form = await readBody(c, connectorRequest, MAX_BODY_BYTES)
  checkAddress(c, form.url)
  const changed = await integrationsOf(c.env, workspace).changeConnector({ connector: connectorOf(c), form, by })
  return c.json(viewOf(changed as ConnectorView | ConnectorRefusal | null))
}

/** Actions that name it are answered `unavailable`; if records went to it, they go nowhere. */
export async function removeConnector(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const isRemoved = await integrationsOf(c.env, workspace).removeConnector({ connector: connectorOf(c), by })
  if (!isRemoved) throw new BatonError('not_found')
  return c.body(null, 204)
}

/** Asks the service for something now, whatever came of the calls before. What it answers in its body is told nobody. */
export async function testConnector(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const { path } = await readBody(c, connectorTestRequest, MAX_BODY_BYTES)
  const connector = connectorOf(c)
  const room = integrationsOf(c.env, workspace)
  const open = (await room.openConnector({ connector })) as OpenConnector | null
  if (!open && !(await room.connectors()).some(({ id }) => id === connector)) throw new BatonError('not_found')
  const answer = await tryConnector(c.env, open, path)
  const on = { connector, ok: String(answer.ok) }
  await auditOf(c.env, workspace).record({ id: opaque(), at: Date.now(), by, action: 'connector.test', on })
  return c.json(answer satisfies ConnectorTestResponse)
}

export async function answerCrm(c: ConnectorContext, workspace: string): Promise<Response> {
  return c.json((await integrationsOf(c.env, workspace).crm()) satisfies CrmResponse)
}

export async function setCrm(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const crm = await readBody(c, crmRequest, MAX_BODY_BYTES)
  const isSet = await integrationsOf(c.env, workspace).setCrm({ crm, by })
  if (!isSet) throw new BatonError('request_malformed', 'connector: there is none of this id')
  return answerCrm(c, workspace)
}

export async function removeCrm(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  await integrationsOf(c.env, workspace).setCrm({ crm: null, by })
  return c.body(null, 204)
}

/** What the CRM was given. */
export async function answerCrmRecords(c: ConnectorContext, workspace: string): Promise<Response> {
  return c.json((await integrationsOf(c.env, workspace).crmRecords(pageAsked(c))) satisfies CrmRecordsResponse)
}

/** One record, whatever became of it, is sent again. */
export async function replayCrmRecord(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  if ((await integrationsOf(c.env, workspace).replayCrm({ record: deliveryOf(c), by })) === 0)
    throw new BatonError('not_found')
  return c.body(null, 204)
}

/** Records that were given up are tried again. */
export async function replayCrm(c: ConnectorContext, { workspace, by }: Asker): Promise<Response> {
  const replayed = await integrationsOf(c.env, workspace).replayCrm({ by })
  return c.json({ replayed } satisfies ReplayResponse)
}

function checkAddress(c: ConnectorContext, url: string): void {
  const address = outsideAddress(c.env, url)
  if (!address) throw new BatonError('request_malformed', 'url: is no public https address')
  const { search, hash } = address.url
  if (search !== '' || hash !== '') throw new BatonError('request_malformed', 'url: holds more than a path')
}

const REFUSALS = {
  too_many: '(body): there are as many connectors as there may be',
  taken: 'id: is taken',
  secret: 'secret: is needed again for another address',
} as const satisfies Record<ConnectorRefusal['refused'], string>

function viewOf(answer: ConnectorView | ConnectorRefusal | null): ConnectorView {
  if (answer === null) throw new BatonError('not_found')
  if ('refused' in answer) throw new BatonError('request_malformed', REFUSALS[answer.refused])
  return answer
}

/** What is no id names no connector, like an id of nobody's. */
function connectorOf(c: ConnectorContext): string {
  const id = slug.safeParse(c.req.param('connector'))
  if (!id.success) throw new BatonError('not_found')
  return id.data
}

import { waitUntil } from 'cloudflare:workers'
import {
  type ProvisionResponse,
  provisionRequest,
  type RotateKeysResponse,
  type RoundsResponse,
  revocation,
  roundsRequest,
  workspaceId,
} from '@baton/protocol'
import { Hono } from 'hono'
import { OPERATOR } from '../audit/act.ts'
import { tellAhead } from '../call/speech/told-ahead.ts'
import type { Env } from '../env.ts'
import { auditOf, directoryOf, floorOf, keysOf, knowledgeOf, registerOf } from '../rooms-of.ts'
import { lookAfter, nextWorkspaces } from '../rounds/rounds.ts'
import { addApiKey, answerApiKeys, revokeApiKey } from './api-keys.ts'
import { answerAudit } from './audit.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { whomOf } from './business.ts'
import {
  answerAccounts,
  answerNewAccount,
  answerReplay,
  answerSavedAccount,
  answerTest,
  answerUndelivered,
  removeAccount,
} from './channels.ts'
import { answerDropProposal, answerImport, answerProposal } from './cold-start.ts'
import {
  addConnector,
  answerConnectors,
  answerCrm,
  answerCrmRecords,
  changeConnector,
  removeConnector,
  removeCrm,
  replayCrm,
  replayCrmRecord,
  setCrm,
  testConnector,
} from './connectors.ts'
import { answerErase, answerErasure, answerExport } from './customer-data.ts'
import { demandUsableKeys } from './host-keys.ts'
import { answerHours, reportHours } from './hours.ts'
import {
  answerKnowledge,
  answerLabel,
  answerPublish,
  answerReleases,
  answerRollback,
  MAX_PACK_BYTES,
  waitOf,
  whenTrained,
} from './knowledge.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { answerLink, answerLinks, reasonIn } from './links.ts'
import { demandPermission } from './permitted.ts'
import {
  answerRules,
  answerRulesVersion,
  answerRulesVersions,
  backtestRules,
  changeRules,
  flagIntents,
  rollBackRules,
} from './rules.ts'
import { demandSayable } from './sayable.ts'
import { isSameText, opaque } from './secrets.ts'
import { siteKeyOf } from './site-key.ts'
import {
  addEndpoint,
  answerDeliveries,
  answerEndpoints,
  changeEndpoint,
  removeEndpoint,
  replayDelivery,
  rotateEndpoint,
} from './webhooks.ts'

const MAX_ROUNDS_BYTES = 1024

/** Routes of whoever runs the gateway, opened by one secret. */
export const adminRoutes = new Hono<{ Bindings: Env }>()

adminRoutes.use(async (c, next) => {
  const given = c.req.header('authorization') ?? ''
  if (!(await isSameText(given, `Bearer ${c.env.ADMIN_TOKEN}`))) throw new BatonError('unauthenticated')
  demandPermission(c, 'operator')
  await next()
})

adminRoutes.put('/workspaces/:id', async (c) => {
  const waitS = waitOf(c)
  const { pack, location, ...rest } = await readBody(c, provisionRequest, MAX_PACK_BYTES)
  const { workspace } = rest
  if (workspace !== c.req.param('id'))
    throw new BatonError('request_malformed', 'workspace: is not the one in the path')
  await demandUsableKeys(rest.hostKeys ?? [])
  demandSayable(pack)
  // Knowledge first: a workspace that can be joined can also answer.
  const { snapshot, state } = await knowledgeOf(c.env, workspace, location).publish(pack)
  await directoryOf(c.env, workspace, location).provision(rest)
  await registerOf(c.env).enlist(workspace)
  waitUntil(tellAhead(c.env, workspace, pack))
  await floorOf(c.env, workspace, location).recheckAgents()
  const siteKey = await siteKeyOf(c.env.BATON_SECRET, workspace)
  const knowledge = await whenTrained(c, workspace, state, waitS)
  const answer: ProvisionResponse = { siteKey, snapshot, knowledge }
  return c.json(answer)
})

adminRoutes.get('/workspaces/:id/knowledge', async (c) =>
  answerKnowledge(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/knowledge/releases', async (c) =>
  answerReleases(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/knowledge/releases', async (c) =>
  answerPublish(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/knowledge/rollback', async (c) =>
  answerRollback(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.put('/workspaces/:id/knowledge/proposal', async (c) =>
  answerImport(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/knowledge/proposal', async (c) =>
  answerProposal(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.delete('/workspaces/:id/knowledge/proposal', async (c) =>
  answerDropProposal(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/knowledge/labels', async (c) =>
  answerLabel(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/knowledge/hours', async (c) =>
  answerHours(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/knowledge/hours', async (c) =>
  reportHours(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/rules', async (c) => answerRules(c, await knownWorkspace(c.env, c.req.param('id'))))

adminRoutes.put('/workspaces/:id/rules', async (c) => changeRules(c, await knownWorkspace(c.env, c.req.param('id'))))

adminRoutes.get('/workspaces/:id/rules/versions', async (c) =>
  answerRulesVersions(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/rules/versions/:number', async (c) =>
  answerRulesVersion(c, await knownWorkspace(c.env, c.req.param('id')), c.req.param('number')),
)

adminRoutes.post('/workspaces/:id/rules/rollback', async (c) =>
  rollBackRules(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.put('/workspaces/:id/rules/flags', async (c) =>
  flagIntents(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/rules/backtest', async (c) =>
  backtestRules(c, await knownWorkspace(c.env, c.req.param('id'))),
)

/** What was done in the workspace. */
adminRoutes.get('/workspaces/:id/audit', async (c) => answerAudit(c, await knownWorkspace(c.env, c.req.param('id'))))

/** Another key wraps what opens sealed originals. Nothing sealed changes. */
adminRoutes.post('/workspaces/:id/keys/rotate', async (c) => {
  const workspace = await knownWorkspace(c.env, c.req.param('id'))
  const { kid } = await keysOf(c.env, workspace).rotate()
  const entry = { id: `keys:${kid}`, at: Date.now(), by: OPERATOR, action: 'keys.rotate', on: { kid } }
  await auditOf(c.env, workspace).record(entry)
  return c.json({ kid } satisfies RotateKeysResponse)
})

/** Takes everything back that a customer was given so far: devices, tickets, host tokens, open sockets. */
adminRoutes.post('/workspaces/:id/revocations', async (c) => {
  const whom = whomOf(await readBody(c, revocation, MAX_ROUNDS_BYTES))
  const workspace = await knownWorkspace(c.env, c.req.param('id'))
  await directoryOf(c.env, workspace).revoke({ request: opaque(), by: OPERATOR, whom })
  return c.body(null, 204)
})

adminRoutes.get('/workspaces/:id/customers/:customer/export', async (c) =>
  answerExport(c, { workspace: await knownWorkspace(c.env, c.req.param('id')), by: OPERATOR }),
)

adminRoutes.delete('/workspaces/:id/customers/:customer', async (c) =>
  answerErase(c, { workspace: await knownWorkspace(c.env, c.req.param('id')), by: OPERATOR }),
)

adminRoutes.get('/workspaces/:id/erasures/:erasure', async (c) =>
  answerErasure(c, { workspace: await knownWorkspace(c.env, c.req.param('id')) }),
)

adminRoutes.get('/workspaces/:id/channels', async (c) => answerAccounts(c, await operator(c.env, c.req.param('id'))))

adminRoutes.post('/workspaces/:id/channels', async (c) => answerNewAccount(c, await operator(c.env, c.req.param('id'))))

adminRoutes.put('/workspaces/:id/channels/:account', async (c) =>
  answerSavedAccount(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.delete('/workspaces/:id/channels/:account', async (c) =>
  removeAccount(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/channels/:account/test', async (c) =>
  answerTest(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/undelivered', async (c) =>
  answerUndelivered(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/undelivered/replay', async (c) =>
  answerReplay(c, await operator(c.env, c.req.param('id'))),
)

/** Which sessions turned out to be one customer's, newest first. */
adminRoutes.get('/workspaces/:id/links', async (c) =>
  answerLinks(c, { workspace: await knownWorkspace(c.env, c.req.param('id')) }),
)

adminRoutes.post('/workspaces/:id/links', async (c) =>
  answerLink(c, { workspace: await knownWorkspace(c.env, c.req.param('id')), by: OPERATOR }),
)

/** A person decides: `undo` parts two sessions again, `confirm` links two that were held because both have an agent. */
adminRoutes.post('/workspaces/:id/links/:link/:decision{undo|confirm}', async (c) => {
  const workspace = await knownWorkspace(c.env, c.req.param('id'))
  const as = c.req.param('decision') === 'undo' ? 'undone' : 'linked'
  const reason = await reasonIn(c)
  const request = { link: c.req.param('link'), by: OPERATOR, as, ...(reason !== null && { reason }) } as const
  if (!(await directoryOf(c.env, workspace).decideLink(request))) throw new BatonError('not_found')
  return c.body(null, 204)
})

/** Whom the business has told what has happened. */
adminRoutes.get('/workspaces/:id/webhooks', async (c) =>
  answerEndpoints(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/webhooks', async (c) => addEndpoint(c, await operator(c.env, c.req.param('id'))))

adminRoutes.put('/workspaces/:id/webhooks/:endpoint', async (c) =>
  changeEndpoint(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.delete('/workspaces/:id/webhooks/:endpoint', async (c) =>
  removeEndpoint(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/webhooks/:endpoint/rotate', async (c) =>
  rotateEndpoint(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/webhooks/:endpoint/deliveries', async (c) =>
  answerDeliveries(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/webhooks/:endpoint/deliveries/:delivery/replay', async (c) =>
  replayDelivery(c, await operator(c.env, c.req.param('id'))),
)

/** Keys by which the business's own server asks. */
adminRoutes.get('/workspaces/:id/api-keys', async (c) =>
  answerApiKeys(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/api-keys', async (c) => addApiKey(c, await operator(c.env, c.req.param('id'))))

adminRoutes.delete('/workspaces/:id/api-keys/:key', async (c) =>
  revokeApiKey(c, await operator(c.env, c.req.param('id'))),
)

/** Services of the business: what actions call, and where records of cases go. */
adminRoutes.get('/workspaces/:id/connectors', async (c) =>
  answerConnectors(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/connectors', async (c) => addConnector(c, await operator(c.env, c.req.param('id'))))

adminRoutes.put('/workspaces/:id/connectors/:connector', async (c) =>
  changeConnector(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.delete('/workspaces/:id/connectors/:connector', async (c) =>
  removeConnector(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/connectors/:connector/test', async (c) =>
  testConnector(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.get('/workspaces/:id/crm', async (c) => answerCrm(c, await knownWorkspace(c.env, c.req.param('id'))))

adminRoutes.put('/workspaces/:id/crm', async (c) => setCrm(c, await operator(c.env, c.req.param('id'))))

adminRoutes.delete('/workspaces/:id/crm', async (c) => removeCrm(c, await operator(c.env, c.req.param('id'))))

adminRoutes.get('/workspaces/:id/crm/records', async (c) =>
  answerCrmRecords(c, await knownWorkspace(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/crm/records/:delivery/replay', async (c) =>
  replayCrmRecord(c, await operator(c.env, c.req.param('id'))),
)

adminRoutes.post('/workspaces/:id/crm/replay', async (c) => replayCrm(c, await operator(c.env, c.req.param('id'))))

/** The rounds where nothing else makes them: one box has neither cron nor queue. */
adminRoutes.post('/rounds', async (c) => {
  const { after = '', limit } = await readBody(c, roundsRequest, MAX_ROUNDS_BYTES)
  const page = await nextWorkspaces(c.env, after, limit)
  const looks = await Promise.allSettled(page.map((workspace) => lookAfter(c.env, workspace)))
  const failed = page.filter((_, at) => looks[at]?.status === 'rejected')
  const next = page.length < limit ? null : (page.at(-1) ?? null)
  return c.json({ visited: page.length - failed.length, failed, next } satisfies RoundsResponse)
})

/** Whoever holds the token asks of a workspace that is known. */
const operator = async (env: Env, id: string) => ({ workspace: await knownWorkspace(env, id), by: OPERATOR })

async function knownWorkspace(env: Env, id: string): Promise<string> {
  const workspace = workspaceId.safeParse(id)
  if (!workspace.success || !(await isKnownWorkspace(env, workspace.data))) throw new BatonError('not_found')
  return workspace.data
}

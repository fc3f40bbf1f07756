import { type DeskIdentity, type FloorTicketResponse, loginRequest } from '@baton/protocol'
import { Hono } from 'hono'
import { loginOf } from '../directory/logins.ts'
import { isPassword, NOBODY } from '../directory/password.ts'
import type { Agent } from '../directory/rooms.ts'
import { Rate } from '../durable/rate.ts'
import { type Env, generationOf } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { addApiKey, answerApiKeys, revokeApiKey } from './api-keys.ts'
import { answerAudit } from './audit.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import {
  answerAccounts,
  answerNewAccount,
  answerReplay,
  answerSavedAccount,
  answerTest,
  answerUndelivered,
  answerWays,
  removeAccount,
} from './channels.ts'
import { clientIp } from './client-ip.ts'
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
import { type DeskContext, dropDeskCookie, writeDeskCookie } from './desk-cookie.ts'
import { FloodGuard, LOGINS } from './flood-guard.ts'
import { answerMessageLabel } from './knowledge.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { answerLink, answerLinks, answerUnlink } from './links.ts'
import { ownOrigin } from './own-origin.ts'
import { knownCookie, signedIn } from './signed-in.ts'
import { mintTicket } from './tickets.ts'
import { demandVacancy } from './vacancy.ts'
import {
  addEndpoint,
  answerDeliveries,
  answerEndpoints,
  changeEndpoint,
  removeEndpoint,
  replayDelivery,
  rotateEndpoint,
} from './webhooks.ts'
import { workspaceConfig } from './workspace-config.ts'

const MAX_BODY_BYTES = 4 * 1024
/** Sign-ins to workspaces that are not there, within a window, for which an isolate computes. */
export const STRANGERS = { tries: 10, windowMs: 10_000 } as const
const flood = new FloodGuard(LOGINS)
/** Nobody's passwords are hashed here, so they may take a tenth of the time at most, however many addresses ask. */
const strangers = new Rate(STRANGERS.tries, STRANGERS.windowMs)

/** Routes of the desk, called by its own pages with a cookie. */
export const deskRoutes = new Hono<{ Bindings: Env }>()

/** A cookie goes along with a foreign page's form too, so whatever changes something must come from our own pages. */
deskRoutes.use(async (c, next) => {
  const { origin } = ownOrigin(c)
  if (c.req.method !== 'GET' && c.req.header('origin') !== origin) throw new BatonError('origin_forbidden')
  await next()
})

deskRoutes.post('/login', async (c) => {
  await flood.pass(c.env.LOGIN_LIMIT, clientIp(c))
  const request = await readBody(c, loginRequest, MAX_BODY_BYTES)
  if (!(await isKnownWorkspace(c.env, request.workspace))) {
    const retryAfterMs = strangers.take(Date.now())
    if (retryAfterMs > 0) throw new BatonError('rate_limited', undefined, retryAfterMs)
    // Takes as long as a wrong password, so that names of workspaces cannot be tried out.
    await isPassword(request.password, NOBODY)
    throw new BatonError('unauthenticated')
  }
  const result = await directoryOf(c.env, request.workspace).login(request, clientIp(c))
  if ('refused' in result) throw new BatonError(result.refused)
  writeDeskCookie(c, { workspace: request.workspace, token: result.token })
  return c.json(await identityOf(c, request.workspace, result.agent))
})

deskRoutes.get('/me', async (c) => {
  const { workspace, agent } = await signedIn(c)
  return c.json(await identityOf(c, workspace, agent))
})

deskRoutes.post('/logout', async (c) => {
  const cookie = await knownCookie(c)
  if (cookie) await directoryOf(c.env, cookie.workspace).logout(cookie.token)
  dropDeskCookie(c)
  return c.body(null, 204)
})

deskRoutes.post('/ticket', async (c) => {
  const { workspace, agent, token } = await signedIn(c)
  demandVacancy(c.env)
  const face = { id: agent.id, name: agent.name }
  const ticket = await mintTicket(c.env, {
    room: 'floor',
    workspace,
    origin: c.req.header('origin') ?? '',
    agent: face,
    login: await loginOf(token, generationOf(c.env)),
  })
  return c.json({ ticket } satisfies FloorTicketResponse)
})

deskRoutes.get('/customers/:customer/export', async (c) => answerExport(c, await asker(c)))

deskRoutes.delete('/customers/:customer', async (c) => answerErase(c, await asker(c)))

deskRoutes.get('/erasures/:erasure', async (c) => answerErasure(c, await asker(c)))

/** Which sessions are one customer's, as an agent sees it: with a reason, written down, and taken back as easily. */
deskRoutes.get('/links', async (c) => {
  const by = await asker(c)
  if (!c.req.query('session')) throw new BatonError('request_malformed')
  return answerLinks(c, by)
})

deskRoutes.post('/links', async (c) => answerLink(c, await asker(c)))

deskRoutes.post('/links/:link/undo', async (c) => answerUnlink(c, await asker(c)))

/** What a customer's message means. */
deskRoutes.post('/labels', async (c) => answerMessageLabel(c, await asker(c)))

deskRoutes.get('/ways', async (c) => answerWays(c, (await asker(c)).workspace))

deskRoutes.get('/channels', async (c) => answerAccounts(c, await asker(c)))

deskRoutes.post('/channels', async (c) => answerNewAccount(c, await asker(c)))

deskRoutes.put('/channels/:account', async (c) => answerSavedAccount(c, await asker(c)))

deskRoutes.delete('/channels/:account', async (c) => removeAccount(c, await asker(c)))

deskRoutes.post('/channels/:account/test', async (c) => answerTest(c, await asker(c)))

deskRoutes.get('/undelivered', async (c) => answerUndelivered(c, await asker(c)))

deskRoutes.post('/undelivered/replay', async (c) => answerReplay(c, await asker(c)))

/** Whom the business has told what has happened. */
deskRoutes.get('/webhooks', async (c) => answerEndpoints(c, (await signedIn(c)).workspace))

deskRoutes.post('/webhooks', async (c) => addEndpoint(c, await asker(c)))

deskRoutes.put('/webhooks/:endpoint', async (c) => changeEndpoint(c, await asker(c)))

deskRoutes.delete('/webhooks/:endpoint', async (c) => removeEndpoint(c, await asker(c)))

deskRoutes.post('/webhooks/:endpoint/rotate', async (c) => rotateEndpoint(c, await asker(c)))

deskRoutes.get('/webhooks/:endpoint/deliveries', async (c) => answerDeliveries(c, (await signedIn(c)).workspace))

deskRoutes.post('/webhooks/:endpoint/deliveries/:delivery/replay', async (c) => replayDelivery(c, await asker(c)))

/** Keys by which the business's own server asks. */
deskRoutes.get('/api-keys', async (c) => answerApiKeys(c, (await signedIn(c)).workspace))

deskRoutes.post('/api-keys', async (c) => addApiKey(c, await asker(c)))

deskRoutes.delete('/api-keys/:key', async (c) => revokeApiKey(c, await asker(c)))

/** Services of the business: what actions call, and where records of cases go. */
deskRoutes.get('/connectors', async (c) => answerConnectors(c, (await signedIn(c)).workspace))

deskRoutes.post('/connectors', async (c) => addConnector(c, await asker(c)))

deskRoutes.put('/connectors/:connector', async (c) => changeConnector(c, await asker(c)))

deskRoutes.delete('/connectors/:connector', async (c) => removeConnector(c, await asker(c)))

deskRoutes.post('/connectors/:connector/test', async (c) => testConnector(c, await asker(c)))

deskRoutes.get('/crm', async (c) => answerCrm(c, (await signedIn(c)).workspace))

deskRoutes.put('/crm', async (c) => setCrm(c, await asker(c)))

deskRoutes.delete('/crm', async (c) => removeCrm(c, await asker(c)))

deskRoutes.get('/crm/records', async (c) => answerCrmRecords(c, (await signedIn(c)).workspace))

deskRoutes.post('/crm/records/:delivery/replay', async (c) => replayCrmRecord(c, await asker(c)))

deskRoutes.post('/crm/replay', async (c) => replayCrm(c, await asker(c)))

/** Who asks at the desk, when they may. */
async function asker(c: DeskContext) {
  const { workspace, agent } = await signedIn(c)
  return { workspace, by: { role: agent.role, id: agent.id } }
}

/** What was done in the workspace, for those who answer for it. */
deskRoutes.get('/audit', async (c) => answerAudit(c, (await signedIn(c)).workspace))

async function identityOf(c: DeskContext, workspace: string, agent: Agent): Promise<DeskIdentity> {
  const config = await workspaceConfig(c.env, workspace)
  if (!config) throw new BatonError('unauthenticated')
  const { id, name, email, role } = agent
  const { business, settings } = config
  return { workspace, business, agent: { id, name, email, role }, ...(settings.calls === true && { calls: true }) }
}

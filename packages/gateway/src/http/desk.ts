import { type DeskIdentity, type FloorTicketResponse, loginRequest } from '@baton/protocol'
import { type Context, Hono } from 'hono'
import { isPassword, NOBODY } from '../directory/password.ts'
import type { Env } from '../env.ts'
import type { Agent } from '../rooms.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { type DeskCookie, dropDeskCookie, readDeskCookie, writeDeskCookie } from './desk-cookie.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { mintTicket } from './tickets.ts'
import { workspaceConfig } from './workspace-config.ts'

type DeskContext = Context<{ Bindings: Env }>

const MAX_BODY_BYTES = 4 * 1024
const NO_STORE = { 'cache-control': 'no-store' }

/** Routes of the desk, called by its own pages with a cookie. */
export const deskRoutes = new Hono<{ Bindings: Env }>()

/** A cookie goes along with a foreign page's form too, so whatever changes something must come from our own pages. */
deskRoutes.use(async (c, next) => {
  const own = new URL(c.req.url).origin
  if (c.req.method !== 'GET' && c.req.header('origin') !== own) throw new BatonError('origin_forbidden')
  await next()
})

deskRoutes.post('/login', async (c) => {
  const request = await readBody(c, loginRequest, MAX_BODY_BYTES)
  if (!(await isKnownWorkspace(c.env, request.workspace))) {
    // Takes as long as a wrong password, so that names of workspaces cannot be tried out.
    await isPassword(request.password, NOBODY)
    throw new BatonError('unauthenticated')
  }
  const result = await c.env.DIRECTORY.getByName(request.workspace).login(request, ipOf(c))
  if ('refused' in result) throw new BatonError(result.refused)
  writeDeskCookie(c, { workspace: request.workspace, token: result.token })
  return c.json(await identityOf(c, request.workspace, result.agent), 200, NO_STORE)
})

deskRoutes.get('/me', async (c) => {
  const { workspace, agent } = await signedIn(c)
  return c.json(await identityOf(c, workspace, agent), 200, NO_STORE)
})

deskRoutes.post('/logout', async (c) => {
  const cookie = await knownCookie(c)
  if (cookie) await c.env.DIRECTORY.getByName(cookie.workspace).logout(cookie.token)
  dropDeskCookie(c)
  return c.body(null, 204, NO_STORE)
})

deskRoutes.post('/ticket', async (c) => {
  const { workspace, agent } = await signedIn(c)
  const face = { id: agent.id, name: agent.name }
  const ticket = await mintTicket(c.env, {
    room: 'floor',
    workspace,
    origin: c.req.header('origin') ?? '',
    agent: face,
  })
  return c.json({ ticket } satisfies FloorTicketResponse, 200, NO_STORE)
})

async function knownCookie(c: DeskContext): Promise<DeskCookie | null> {
  const cookie = readDeskCookie(c)
  return cookie && (await isKnownWorkspace(c.env, cookie.workspace)) ? cookie : null
}

async function signedIn(c: DeskContext): Promise<{ workspace: string; agent: Agent }> {
  const cookie = await knownCookie(c)
  const agent = cookie && (await c.env.DIRECTORY.getByName(cookie.workspace).signedIn(cookie.token))
  if (!cookie || !agent) throw new BatonError('unauthenticated')
  return { workspace: cookie.workspace, agent }
}

async function identityOf(c: DeskContext, workspace: string, agent: Agent): Promise<DeskIdentity> {
  const config = await workspaceConfig(c.env, workspace)
  if (!config) throw new BatonError('unauthenticated')
  const { id, name, email, role } = agent
  return { workspace, business: config.business, agent: { id, name, email, role } }
}

/** Where a request comes from. Cloudflare sets the header and drops a client's own; on one box everybody is one. */
const ipOf = (c: DeskContext): string => c.req.header('cf-connecting-ip') ?? 'local'

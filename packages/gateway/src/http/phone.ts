import { Hono } from 'hono'
import { carrierOf } from '../call/carrier/carrier.ts'
import { openPhoneLine } from '../call/carrier/phone-line.ts'
import { joinTelephone } from '../call/carrier/trunk.ts'
import { knownAccount } from '../channels/known-account.ts'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'
import { ownOrigin } from './own-origin.ts'
import { demandVacancy } from './vacancy.ts'

/** Offered by jambonz, which wants it to be taken. */
const PROTOCOL = 'audio.jambonz.org'

/** Where carriers open the media streams of telephone calls. */
export const phoneRoutes = new Hono<{ Bindings: Env }>()

phoneRoutes.get('/:workspace/:account/stream', async (c) => {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
    throw new BatonError('request_malformed', 'upgrade: a WebSocket is expected here')
  }
  demandVacancy(c.env)
  const { workspace, account: id } = c.req.param()
  const account = await knownAccount(c.env, workspace, id)
  const carrier = account && carrierOf(account)
  const url = new URL(c.req.path, ownOrigin(c))
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const knock = { url: url.href, headers: c.req.raw.headers, now: Date.now() }
  if (!carrier || !(await carrier.isStreamOf(knock))) throw new BatonError('unauthenticated')
  const { 0: client, 1: server } = new WebSocketPair()
  joinTelephone({
    carrier: server,
    dialect: carrier.dialect(),
    open: (start) => openPhoneLine(c.env, workspace, start),
  })
  const offered = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((each) => each.trim())
  return new Response(null, {
    status: 101,
    webSocket: client,
    headers: offered.includes(PROTOCOL) ? { 'sec-websocket-protocol': PROTOCOL } : {},
  })
})

import { env } from 'cloudflare:workers'
import { LIMITS, TICKET_PREFIX } from '@baton/protocol'
import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { keyFor, opaque } from './secrets.ts'
import { mintTicket, type TicketRequest, verifyTicket } from './tickets.ts'

const request: TicketRequest = {
  room: 'session',
  workspace: 'tickets',
  origin: 'https://shop.example',
  session: 'a-session-of-some-length',
  role: 'customer',
  participant: 'customer:1',
  name: null,
  profile: null,
}

test('a ticket says what it was minted with, ends in time, and has an id of its own', async () => {
  const now = Date.now()
  const [first, second] = await Promise.all([mintTicket(env, request, now), mintTicket(env, request, now)])
  const claims = await verifyTicket(env, first, now)
  expect(claims).toMatchObject(request)
  expect(claims.expiresAt).toBe(now + LIMITS.ticketMs)
  expect(claims.jti).toMatch(/^[\w-]{27}$/)
  expect((await verifyTicket(env, second, now)).jti).not.toBe(claims.jti)
})

test('a ticket is a valid word of Sec-WebSocket-Protocol', async () => {
  expect(`${TICKET_PREFIX}${await mintTicket(env, request)}`).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/)
})

test('T-07 a ticket is over at its last millisecond, not later', async () => {
  const ticket = await mintTicket(env, request, 1_000)
  await expect(verifyTicket(env, ticket, 1_000 + LIMITS.ticketMs - 1)).resolves.toMatchObject({ room: 'session' })
  await expect(verifyTicket(env, ticket, 1_000 + LIMITS.ticketMs)).rejects.toMatchObject({ code: 'ticket_expired' })
})

test('T-07 a ticket that was not signed here for this purpose is refused', async () => {
  const claims = { ...request, jti: opaque(), expiresAt: Date.now() + 10_000 }
  const sign = async (secret: string, purpose: string, typ: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ }).sign(await keyFor(secret, purpose))
  const genuine = await mintTicket(env, request)
  const [head, body, signature] = genuine.split('.')
  const forged = {
    'another secret': await sign('another secret of forty characters or so', 'ticket', 'baton-ticket'),
    'another purpose': await sign(env.BATON_SECRET, 'device', 'baton-ticket'),
    'another type': await sign(env.BATON_SECRET, 'ticket', 'JWT'),
    'no algorithm': new UnsecuredJWT(claims).encode(),
    'another body': [head, btoa('{"room":"floor"}'), signature].join('.'),
    'no signature': [head, body, ''].join('.'),
    nothing: '',
    noise: 'a.b.c',
  }
  for (const [name, ticket] of Object.entries(forged)) {
    await expect(verifyTicket(env, ticket), name).rejects.toMatchObject({ code: 'unauthenticated' })
  }
})

test('a genuine signature over claims of no known room is refused', async () => {
  const key = await keyFor(env.BATON_SECRET, 'ticket')
  const ticket = await new SignJWT({ ...request, room: 'cellar', jti: opaque(), expiresAt: Date.now() + 10_000 })
    .setProtectedHeader({ alg: 'HS256', typ: 'baton-ticket' })
    .sign(key)
  await expect(verifyTicket(env, ticket)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a ticket from before a restore opens nothing after it, and the other way round', async () => {
  const restored = { ...env, GENERATION: 'after-the-restore' }
  const [before, after] = await Promise.all([mintTicket(env, request), mintTicket(restored, request)])
  await expect(verifyTicket(restored, before)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(verifyTicket(env, after)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(verifyTicket(restored, after)).resolves.toMatchObject({ room: 'session' })
})

test('a signed ticket never speaks as a call: only the gateway itself says so, from inside', async () => {
  const claims = { ...request, call: opaque(), jti: opaque(), expiresAt: Date.now() + 10_000 }
  const ticket = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'baton-ticket' })
    .sign(await keyFor(env.BATON_SECRET, 'ticket'))
  await expect(verifyTicket(env, ticket)).rejects.toMatchObject({ code: 'unauthenticated' })
})

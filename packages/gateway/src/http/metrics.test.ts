import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { call } from '../testing/a-workspace.ts'
import { Room } from '../testing/wire.ts'

const TOKEN = 'a token of the monitoring, long enough'
const scrape = async (token: string, bindings = env): Promise<Response> =>
  call('/metrics', { headers: { authorization: `Bearer ${token}` } }, bindings)
const read = async (name: string): Promise<number> => {
  const text = await (await scrape(env.ADMIN_TOKEN)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1))
}

test('metrics are for the operator: the admin token opens them, or one that opens nothing else', async () => {
  expect((await call('/metrics')).status).toBe(401)
  expect((await scrape('wrong')).status).toBe(401)
  expect((await scrape(TOKEN)).status).toBe(401)
  const monitored = { ...env, METRICS_TOKEN: TOKEN }
  const answer = await scrape(TOKEN, monitored)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ])
  const admin = await call(
    '/v1/admin/rounds',
    { method: 'POST', body: '{}', headers: { authorization: `Bearer ${TOKEN}` } },
    monitored,
  )
  expect(admin.status).toBe(401)
})

test('an empty or short metrics token opens nothing', async () => {
  expect((await scrape('', { ...env, METRICS_TOKEN: '' })).status).toBe(401)
  expect((await scrape('short', { ...env, METRICS_TOKEN: 'short' })).status).toBe(401)
})

test('a message, its answer and a refusal are counted', async () => {
  const room = await Room.open()
  const before = {
    acks: await read('baton_acks_total'),
    messages: await read('baton_events_total{kind="message"}'),
    nacks: await read('baton_nacks_total{code="case_open"}'),
    turns: await read('baton_bot_turn_seconds_count'),
    replays: await read('baton_replays_total{how="tail"}'),
  }
  const wire = await room.customer()
  wire.say('can I send it back?')
  await wire.bot()
  wire.send({ kind: 'rate', score: 5, tags: [], comment: '' })
  await wire.next('nack')
  await vi.waitFor(async () => expect(await read('baton_bot_turn_seconds_count')).toBe(before.turns + 1))
  expect(await read('baton_acks_total')).toBe(before.acks + 1)
  expect(await read('baton_events_total{kind="message"}')).toBe(before.messages + 2)
  expect(await read('baton_nacks_total{code="case_open"}')).toBe(before.nacks + 1)
  expect(await read('baton_replays_total{how="tail"}')).toBe(before.replays + 1)
  expect(await read('baton_sockets')).toBeGreaterThanOrEqual(1)
  wire.close()
})

test('nothing that was said or named is in the metrics', async () => {
  const room = await Room.open()
  const wire = await room.customer()
  wire.say('my name is Canary Wharf')
  await wire.next('ack')
  const text = await (await scrape(env.ADMIN_TOKEN)).text()
  expect(text).not.toMatch(/canary/i)
  expect(text).not.toContain(room.workspace)
  wire.close()
})

import { expect, test } from 'vitest'
import { createServerApi } from './index.ts'

type Answer = { status: number; body?: object; headers?: Record<string, string> } | 'no answer'

/** A gateway that gives these answers, one after the other. */
function gatewayOf(...answers: Answer[]) {
  const asked: { url: string; init: RequestInit & { headers: Record<string, string> } }[] = []
  const waited: number[] = []
  const api = createServerApi({
    gateway: 'https://chat.example/',
    key: 'bk.shop.id.secret',
    wait: async (ms) => void waited.push(ms),
    fetch: async (url, init) => {
      asked.push({ url, init: init as (typeof asked)[number]['init'] })
      const answer = answers.shift() ?? { status: 500 }
      if (answer === 'no answer') throw new TypeError('fetch failed')
      const { status, body, headers = {} } = answer
      return new Response(body ? JSON.stringify(body) : null, { status, headers })
    },
  })
  return { api, asked, waited }
}

const problem = (code: string, status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { code, title: code, retryable: status >= 409, status },
})

test('what may go better later is asked again, as late as it says, under the same name', async () => {
  const { api, asked, waited } = gatewayOf(
    problem('rate_limited', 429, { 'retry-after': '7' }),
    problem('in_progress', 409, { 'retry-after': '1' }),
    'no answer',
    problem('unavailable', 503),
    { status: 201, body: { session: 's', seq: 4 } },
  )
  expect(await api.say('s', { text: 'hello' })).toEqual({ session: 's', seq: 4 })
  expect(waited).toEqual([7_000, 1_000, 2_000, 4_000])
  const names = asked.map(({ init }) => init.headers['idempotency-key'])
  expect([new Set(names).size, names[0]?.length]).toEqual([1, expect.any(Number)])
  expect(asked[0]).toMatchObject({
    url: 'https://chat.example/v1/sessions/s/messages',
    init: { method: 'POST', body: '{"text":"hello"}', headers: { authorization: 'Bearer bk.shop.id.secret' } },
  })
})

test('what will never go well is not asked again, and what does not go well is given up', async () => {
  const { api, asked } = gatewayOf(problem('forbidden', 403))
  await expect(api.customer('user:1')).rejects.toMatchObject({ code: 'forbidden' })
  expect(asked.map(({ url }) => url)).toEqual(['https://chat.example/v1/customers/user%3A1'])
  const down = gatewayOf(...Array.from({ length: 9 }, (): Answer => problem('unavailable', 503)))
  await expect(down.api.replay('we_1', '2', { once: 'mine' })).rejects.toMatchObject({ code: 'unavailable' })
  expect(down.asked).toHaveLength(5)
  expect(new Set(down.asked.map(({ init }) => init.headers['idempotency-key']))).toEqual(new Set(['mine']))
})

test('pages are asked for as they are read', async () => {
  const of = (id: string, next: string | null): Answer => ({ status: 200, body: { customers: [{ id }], next } })
  const { api, asked } = gatewayOf(of('a', 'x y'), of('b', null))
  const seen: string[] = []
  for await (const { id } of api.customers({ limit: 1 })) {
    seen.push(id)
    if (id === 'a') expect(asked).toHaveLength(1)
  }
  expect(seen).toEqual(['a', 'b'])
  expect(asked.map(({ url }) => url.split('?')[1])).toEqual(['limit=1', 'limit=1&after=x+y'])
})

import { env } from 'cloudflare:workers'
import { problem } from '@baton/protocol'
import type { Said } from '@baton/testing/vendors'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { door, heldBytes } from '../channels/door.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { aCallback, hookOf, knock, saidAt } from '../testing/hooks.ts'
import { signed } from '../testing/vendors.ts'
import { app } from './app.ts'

let workspace: string
beforeAll(async () => {
  workspace = (await provisioned()).workspace.workspace
})

afterEach(() => {
  vi.restoreAllMocks()
})

async function expectSentAway(answer: Response): Promise<void> {
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(problem.parse(await answer.json())).toMatchObject({ code: 'unavailable', retryable: true })
}

test('a batch is stored whole, what each customer said in its order', async () => {
  const callback = await aCallback(workspace, 'line')
  const people = ['U1', 'U2', 'U3'].map((each) => each.padEnd(33, '0'))
  const said = Array.from(
    { length: 12 },
    (_, at): Said => ({ from: people[at % people.length] ?? '', text: `number ${at}` }),
  )
  const [batch] = await signed('line', { ...callback.form.settings, ...callback.form.secrets }, said)
  if (!batch) throw new Error('no batch')
  expect((await knock(callback.path, batch)).status).toBe(200)
  for (const [at, person] of people.entries()) {
    expect(await saidAt(callback, person)).toEqual([0, 3, 6, 9].map((n) => `number ${n + at}`))
  }
})

test('what could not be stored is to come again, and is then one message; who else wrote is not kept waiting', async () => {
  vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const callback = await aCallback(workspace, 'line')
  const [first = '', second = ''] = ['U4', 'U5'].map((each) => each.padEnd(33, '0'))
  const said = [first, second, first].map((from, at): Said => ({ from, text: `number ${at}` }))
  const [batch] = await signed('line', { ...callback.form.settings, ...callback.form.secrets }, said)
  if (!batch) throw new Error('no batch')
  let isDown = true
  const broken = {
    ...env,
    SESSION: {
      getByName: (name: string) => {
        const stub = env.SESSION.getByName(name)
        return {
          id: stub.id,
          hear: async (heard: Parameters<typeof stub.hear>[0]) => {
            if (isDown && heard.address === first) throw new Error('4111 1111 1111 1111')
            return stub.hear(heard)
          },
        }
      },
    },
  }
  const send = () =>
    app.fetch(
      new Request(`https://gateway.example${callback.path}`, {
        method: 'POST',
        headers: batch.headers,
        body: batch.body,
      }),
      broken,
    )
  await expectSentAway(await send())
  expect(await saidAt(callback, first)).toEqual([])
  expect(await saidAt(callback, second)).toEqual(['number 1'])
  isDown = false
  expect((await send()).status).toBe(200)
  expect(await saidAt(callback, first)).toEqual(['number 0', 'number 2'])
  expect(await saidAt(callback, second)).toEqual(['number 1'])
})

test('when as many are under way as can be served soon, the next is sent away before it is read', async () => {
  const callback = await aCallback(workspace, 'telegram')
  const request = await hookOf(callback, { from: '4242', text: 'hello' })
  const bodies: ReadableStreamDefaultController<Uint8Array>[] = []
  /** One whose body does not come to its end. */
  const slow = () =>
    call(callback.path, {
      method: 'POST',
      headers: request.headers,
      body: new ReadableStream<Uint8Array>({ start: (body) => void bodies.push(body) }),
    })
  const waiting: Promise<Response>[] = []
  let turnedAway: Response | null = null
  while (turnedAway === null && waiting.length < 1_000) {
    const answer = slow()
    waiting.push(answer)
    turnedAway = await Promise.race([answer, scheduler.wait(1).then(() => null)])
  }
  if (!turnedAway) throw new Error('everybody was let in')
  await expectSentAway(turnedAway)
  // Who comes with everything genuine is no exception.
  await expectSentAway(await knock(callback.path, request))
  expect(await saidAt(callback, '4242')).toEqual([])

  for (const body of bodies) body.close()
  await Promise.all(waiting)
  expect((await knock(callback.path, request)).status).toBe(200)
  expect(await saidAt(callback, '4242')).toEqual(['hello'])
})

test('beside one large letter there is room for what is small, and not for another', async () => {
  const callback = await aCallback(workspace, 'email')
  const request = await hookOf(callback, { from: 'kim@mail.example', text: 'hello' })
  const large = 16 * 1024 * 1024
  const first = door.enter(heldBytes(large))
  expect(first).not.toBe(null)
  const another = { ...request, headers: { ...request.headers, 'content-length': String(large) } }
  await expectSentAway(await knock(callback.path, another))
  expect((await knock(callback.path, request)).status).toBe(200)
  first?.leave()
})

test('an adapter that stumbles has refused, and what it stumbled over is in no answer and no line of the log', async () => {
  const lines: string[] = []
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => void lines.push(String(line)))
  }
  const callback = await aCallback(workspace, 'telegram')
  const { telegram } = await import('../channels/telegram.ts')
  const secret = 'card 4111 1111 1111 1111'
  vi.spyOn(telegram, 'verify').mockRejectedValue(new TypeError(secret))
  const request = await hookOf(callback, { from: '4242', text: secret })
  const refused = await knock(callback.path, request)
  expect(refused.status).toBe(401)
  vi.mocked(telegram.verify).mockRestore()
  vi.spyOn(telegram, 'normalise').mockImplementation(() => {
    throw new TypeError(secret)
  })
  const failed = await knock(callback.path, request)
  expect(failed.status).toBe(503)
  expect(`${await refused.text()}${await failed.text()}${lines.join('')}`).not.toMatch(/4111 ?1111/)
  expect(lines.join('')).toContain(callback.path.split('/').at(-1))
})

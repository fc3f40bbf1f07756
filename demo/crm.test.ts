import { expect, it } from 'vitest'
import { createCrm } from './crm.ts'
import type { FaultSwitch } from './fault.ts'

const TOKEN = 'a-token-of-the-crm'
const RECORD = {
  workspace: 'demo',
  session: 's',
  caseId: 'k_1',
  version: 7,
  customer: 'c_1',
  hostId: 'cus_emma',
  channels: ['web', 'whatsapp'],
  openedAt: 1_790_000_000_000,
  closedAt: 1_790_000_060_000,
  reason: 'resolved',
  agents: [{ id: 'lin', name: 'Lin' }],
  messages: 4,
  intent: null,
  want: '<img src=x onerror=alert(1)> my lamp',
  outcome: 'Sent another lamp',
  score: null,
}

function openCrm() {
  const fault: FaultSwitch = { mode: 'none', slowMs: 20 }
  const crm = createCrm({ token: TOKEN }, fault)
  const at = (path: string, init?: RequestInit) => crm.request(`http://127.0.0.1:4100${path}`, init)
  return {
    fault,
    at,
    page: async (lang = 'en') => (await at(`/?lang=${lang}`)).text(),
    get: (path: string, token = TOKEN) => at(path, { headers: { authorization: `Bearer ${token}` } }),
    post: async (body: unknown, key: string | null = crypto.randomUUID()) =>
      (
        await at('/api/interactions', {
          method: 'POST',
          headers: {
            authorization: `Bearer ${TOKEN}`,
            'content-type': 'application/json',
            ...(key && { 'idempotency-key': key }),
          },
          body: JSON.stringify(body),
        })
      ).status,
  }
}

it('answers whoever has the token, and nobody else', async () => {
  const { get, at } = openCrm()
  expect((await get('/api/health')).status).toBe(200)
  expect((await get('/api/health', 'another')).status).toBe(401)
  expect((await at('/api/contacts/cus_emma')).status).toBe(401)
  expect(await (await get('/api/contacts/cus_emma')).json()).toMatchObject({ contact: { name: 'Emma Clark' } })
  expect((await get('/api/contacts/nobody')).status).toBe(404)
})

it('keeps one record for each case, the newest, and shows it in every language as text', async () => {
  const { post, page } = openCrm()
  expect(await page()).toContain('Nothing yet')
  expect(await post(RECORD, 'k_1:7')).toBe(200)
  expect(await post(RECORD, 'k_1:7')).toBe(200)
  expect(await post({ ...RECORD, version: 9, score: 4 })).toBe(200)
  // Late, and older than what is known.
  expect(await post({ ...RECORD, outcome: 'Nothing was done' }, 'k_1:6')).toBe(200)
  const html = await page()
  expect(html.match(/Sent another lamp/g)).toHaveLength(1)
  expect(html).toContain('4/5')
  expect(html).toContain('&lt;img src=x')
  expect(html).not.toContain('<img src=x')
  expect(await page('zh-CN')).toContain('服务记录')
  expect(await page('zh-TW')).toContain('服務紀錄')
})

it('takes no record without its key, another under the same key, or what is none', async () => {
  const { post } = openCrm()
  expect(await post(RECORD, null)).toBe(400)
  expect(await post(RECORD, 'one')).toBe(200)
  expect(await post({ ...RECORD, outcome: 'Another' }, 'one')).toBe(409)
  for (const odd of [null, [], 'text', {}, { ...RECORD, agents: [{}] }, { ...RECORD, version: '7' }])
    expect(await post(odd)).toBe(400)
})

it('can be taken down from its own page only, which runs no script', async () => {
  const { post, at } = openCrm()
  const switched = (origin: string) =>
    at('/demo/fault', { method: 'POST', headers: { origin }, body: new URLSearchParams({ mode: 'down' }) })
  expect((await switched('https://elsewhere.example')).status).toBe(403)
  expect(await post(RECORD)).toBe(200)
  expect((await switched('http://127.0.0.1:4100')).status).toBe(303)
  expect(await post({ ...RECORD, version: 8 })).toBe(503)
  const policy = (await at('/')).headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
})

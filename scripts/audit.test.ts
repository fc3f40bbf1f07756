import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditRecord } from '@baton/protocol'
import { GENESIS, link } from '@baton/relay/audit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// Each verification is a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const LOG = Array.from({ length: 250 }).reduce<AuditRecord[]>((log) => {
  const last = log.at(-1) ?? GENESIS
  const entry = { id: `e${last.n + 1}`, at: 1, by: { role: 'operator' as const, id: '' }, action: 'a.b', on: {} }
  return [...log, link(entry, last, sha256)]
}, [])
const HEAD = `250:${LOG.at(-1)?.hash}`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'))
})
afterAll(() => rm(folder, { recursive: true }))

const run = (args: string[], env: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const script = new URL('./audit.ts', import.meta.url).pathname
    const options = { env: { ...process.env, ...env }, maxBuffer: 16 * 1024 * 1024 }
    execFile(process.execPath, [script, ...args], options, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })

async function verified(records: readonly object[], ...args: string[]) {
  const file = join(folder, `${crypto.randomUUID()}.jsonl`)
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  return run(['verify', file, ...args])
}

test('T-21 the verifier says that a chain holds, and names the record at which one does not', async () => {
  expect(await verified(LOG, '--head', HEAD)).toMatchObject({ code: 0, out: expect.stringContaining(`head ${HEAD}`) })
  const changed = LOG.with(99, { ...(LOG[99] as AuditRecord), at: 2 })
  const added = LOG.with(99, { ...(LOG[99] as AuditRecord), by: { role: 'operator', id: 'x' } })
  for (const [records, n] of [
    [changed, 100],
    [added, 100],
    [LOG.toSpliced(41, 1), 42],
    [LOG.with(6, LOG[7] as AuditRecord).with(7, LOG[6] as AuditRecord), 7],
    [LOG.with(249, {} as AuditRecord), 250],
    [LOG.slice(0, 200), 201],
  ] as const) {
    const { code, err } = await verified(records, '--head', HEAD)
    expect([code, err]).toEqual([1, expect.stringContaining(`broken at record ${n}:`)])
  }
})

test('an export reads page after page and tells the head', async () => {
  const asked: string[] = []
  const server = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization}`)
    const after = Number(new URL(url, 'http://gateway').searchParams.get('after'))
    const { n = 0, hash = '' } = LOG.at(-1) ?? {}
    response.end(JSON.stringify({ records: LOG.slice(after, after + 200), head: { n, hash } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { code, out, err } = await run(['export', '--workspace', 'shop@eu', '--url', url], { ADMIN_TOKEN: 'secret' })
  server.close()
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`Head ${HEAD}.`) })
  expect(out.trim().split('\n')).toHaveLength(250)
  expect(asked).toEqual([0, 200, 250].map((n) => `/v1/admin/workspaces/shop%40eu/audit?after=${n} Bearer secret`))
  const file = join(folder, 'export.jsonl')
  // As `npm run` has it.
  await writeFile(file, `\n> baton@0.1.0 audit\n> node audit.ts\n\n${out}`)
  expect((await run(['verify', file])).code).toBe(0)
})

test('without a token, a file or a sense the command says what it wants', async () => {
  expect(await run(['export', '--workspace', 'w', '--url', 'http://127.0.0.1:9'], { ADMIN_TOKEN: '' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('ADMIN_TOKEN'),
  })
  expect(await run(['guess'])).toMatchObject({ code: 1, out: expect.stringContaining('verify FILE') })
})

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { auditOf, keysOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { copyOf, rewind } from '../testing/rewind.ts'
import { Keys } from './keys.ts'
import type { SessionKey } from './rooms.ts'
import { seal, sealingKey, unseal } from './seal.ts'

const room = () => keysOf(env, `w-${crypto.randomUUID().slice(0, 18)}`)
type Room = ReturnType<typeof room>

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const known = (answer: SessionKey): string => ('erased' in answer ? 'erased' : `${answer.kid} ${hex(answer.key)}`)
const keyOf = async (keys: Room, session: string) => known(await keys.sessionKey({ session }))

const workspaceKids = (keys: Room): Promise<string[]> =>
  runInDurableObject(keys, (_, { storage }) =>
    storage.sql
      .exec<{ kid: string }>('SELECT kid FROM workspace_keys ORDER BY id')
      .toArray()
      .map(({ kid }) => kid),
  )

/** The alarm rings until nothing is left to be wrapped anew. */
async function settle(keys: Room): Promise<void> {
  for (let n = 0; n < 50 && (await workspaceKids(keys)).length > 1; n++) await runDurableObjectAlarm(keys)
}

test('a session has one key, however many ask for it first, and another session has another', async () => {
  const keys = room()
  const asked = await Promise.all(Array.from({ length: 8 }, () => keyOf(keys, 'one')))
  expect(new Set(asked).size).toBe(1)
  expect(asked[0]).toMatch(/^[\w-]{27} [0-9a-f]{64}$/)
  expect(await keyOf(keys, 'two')).not.toBe(asked[0])
  await evictDurableObject(keys)
  expect(await keyOf(keys, 'one')).toBe(asked[0])
})

test('no key is stored in the clear', async () => {
  const keys = room()
  const raw = (await keyOf(keys, 'one')).split(' ')[1]
  const stored = (await copyOf(keys)).flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)))
  const blobs = stored.filter((value) => value instanceof ArrayBuffer).map((value) => hex(new Uint8Array(value)))
  expect(blobs.map((blob) => blob.length)).toEqual([80, 80])
  expect(blobs.join()).not.toContain(raw)
})

describe('rotation', () => {
  test('under load no read fails, no key changes, and the old workspace key goes when nothing needs it', async () => {
    const keys = room()
    const sessions = Array.from({ length: 230 }, (_, n) => `s-${n}`)
    const before = await Promise.all(sessions.map((session) => keyOf(keys, session)))
    const [old] = await workspaceKids(keys)
    let reads = 0
    let rotating = true
    const reader = async (from: number): Promise<void> => {
      for (let n = from; rotating || n < from + 20; n++) {
        const at = n % sessions.length
        expect(await keyOf(keys, sessions[at] ?? '')).toBe(before[at])
        reads++
      }
    }
    const readers = Array.from({ length: 6 }, (_, n) => reader(n * 37))
    const newcomers: string[] = []
    for (let turn = 0; turn < 3; turn++) {
      await keys.rotate()
      newcomers.push(await keyOf(keys, `new-${turn}`))
      await settle(keys)
    }
    rotating = false
    await Promise.all(readers)
    expect(reads).toBeGreaterThan(100)
    expect(await workspaceKids(keys)).toHaveLength(1)
    expect(await workspaceKids(keys)).not.toContain(old)
    await evictDurableObject(keys)
    expect(await Promise.all(sessions.map((session) => keyOf(keys, session)))).toEqual(before)
    expect(await Promise.all(newcomers.map((_, turn) => keyOf(keys, `new-${turn}`)))).toEqual(newcomers)
  })

  test('an administrator asks for one; a workspace that is not there is not made by it', async () => {
    const { workspace } = await provisioned()
    const keys = keysOf(env, workspace.workspace)
    const before = await keyOf(keys, 'one')
    const [old] = await workspaceKids(keys)
    const rotate = (id: string, token: string) =>
      call(`/v1/admin/workspaces/${id}/keys/rotate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await rotate(workspace.workspace, 'x')).status).toBe(401)
    const answer = await rotate(workspace.workspace, env.ADMIN_TOKEN)
    expect(answer.status).toBe(200)
    const { kid } = await answer.json<{ kid: string }>()
    expect(await workspaceKids(keys)).toEqual([old, kid])
    const { records } = await auditOf(env, workspace.workspace).page({ after: 0, limit: 100 })
    expect(records).toContainEqual(expect.objectContaining({ action: 'keys.rotate', on: { kid } }))
    await settle(keys)
    expect(await workspaceKids(keys)).toEqual([kid])
    expect(await keyOf(keys, 'one')).toBe(before)
    expect((await rotate('never-provisioned', env.ADMIN_TOKEN)).status).toBe(404)
  })

  test('it happens by itself when the setting says so', async () => {
    const { workspace } = await provisioned()
    const keys = keysOf(env, workspace.workspace)
    const before = await keyOf(keys, 'one')
    const [old] = await workspaceKids(keys)
    const ring = () =>
      runInDurableObject(keys, async (object, { storage }) => {
        storage.sql.exec('UPDATE timers SET due = 0')
        await object.alarm()
      })
    await ring()
    expect(await workspaceKids(keys)).toEqual([old])
    await runInDurableObject(keys, (_, { storage }) => {
      storage.sql.exec('UPDATE workspace_keys SET made = ?', Date.now() - 91 * 24 * 3_600_000)
    })
    await ring()
    await settle(keys)
    expect(await workspaceKids(keys)).toHaveLength(1)
    expect(await workspaceKids(keys)).not.toContain(old)
    expect(await keyOf(keys, 'one')).toBe(before)
  })
})

test('another gateway secret opens nothing by itself, and everything with the one before beside it', async () => {
  const keys = room()
  const before = await keyOf(keys, 'one')
  const under = (secrets: { BATON_SECRET: string; BATON_SECRET_PREVIOUS?: string }) =>
    runInDurableObject(keys, async (_, ctx) =>
      known(await new Keys(ctx, { ...env, ...secrets }).sessionKey({ session: 'one' })),
    )
  const next = 'another secret of tests only, forty long too'
  await expect(under({ BATON_SECRET: next })).rejects.toThrow()
  expect(await under({ BATON_SECRET: next, BATON_SECRET_PREVIOUS: env.BATON_SECRET })).toBe(before)
  // Carried over: the one before is not needed any more, and opens nothing.
  expect(await under({ BATON_SECRET: next })).toBe(before)
  await expect(under({ BATON_SECRET: env.BATON_SECRET })).rejects.toThrow()
})

describe('erasing', () => {
  test('T-34 what was sealed before cannot be opened from a copy, and no new key is made', async () => {
    const keys = room()
    const at = { workspace: 'w', session: 'one', seq: 1, field: 'text:0' }
    const answer = await keys.sessionKey({ session: 'one' })
    if ('erased' in answer) throw new Error('not erased yet')
    const { key, kid } = await sealingKey(answer)
    const kept = await seal(key, { ...at, kid }, new TextEncoder().encode('original'))
    const other = await keyOf(keys, 'two')

    await keys.erase({ session: 'one' })
    await keys.erase({ session: 'one' })
    expect(await keys.sessionKey({ session: 'one' })).toEqual({ erased: true })
    expect(await keys.erased({ sessions: ['one', 'two', 'never'] })).toEqual(['one'])
    await evictDurableObject(keys)
    expect(await keys.sessionKey({ session: 'one' })).toEqual({ erased: true })
    expect(await keyOf(keys, 'two')).toBe(other)

    // Whatever this room has left opens the copy no more.
    const rest = await keys.sessionKey({ session: 'two' })
    if ('erased' in rest) throw new Error('two was not erased')
    const left = await sealingKey(rest)
    await expect(unseal(left.key, { ...at, kid }, kept)).rejects.toMatchObject({ code: 'sealed_gone' })
    const dump = (await copyOf(keys)).map(({ table, rows }) => [table, rows.length])
    expect(dump).toContainEqual(['session_keys', 1])
  })

  test('a session erased before it had a key gets none, also when asked for at the same moment', async () => {
    const keys = room()
    await keys.erase({ session: 'early' })
    expect(await keyOf(keys, 'early')).toBe('erased')
    const [asked] = await Promise.all([keyOf(keys, 'race'), keys.erase({ session: 'race' })])
    expect(await keyOf(keys, 'race')).toBe('erased')
    expect(asked === 'erased' || asked.length > 64).toBe(true)
  })

  test('erased while keys are wrapped anew, it stays erased', async () => {
    const keys = room()
    for (let n = 0; n < 30; n++) await keyOf(keys, `s-${n}`)
    await keys.rotate()
    const [, ...erasing] = await Promise.all([
      runDurableObjectAlarm(keys),
      ...Array.from({ length: 30 }, (_, n) => keys.erase({ session: `s-${n}` })),
    ])
    expect(erasing).toHaveLength(30)
    await settle(keys)
    for (let n = 0; n < 30; n++) expect(await keyOf(keys, `s-${n}`)).toBe('erased')
  })
})

test('asking a room that was never used brings nothing to life', async () => {
  const keys = room()
  expect(await keys.erased({ sessions: ['one'] })).toEqual([])
  expect(await copyOf(keys)).toEqual([])
})

test('a wrapped key of which a bit was flipped opens nothing', async () => {
  const keys = room()
  await keyOf(keys, 'one')
  const copy = await copyOf(keys)
  const changed = copy.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) => {
      if (table !== 'session_keys' || !(row.wrapped instanceof ArrayBuffer)) return row
      const wrapped = new Uint8Array(row.wrapped.slice(0))
      wrapped[3] = (wrapped[3] ?? 0) ^ 1
      return { ...row, wrapped: wrapped.buffer }
    }),
  }))
  await rewind([keys, changed])
  const failure = await runInDurableObject(keys, (object) =>
    object.sessionKey({ session: 'one' }).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? error.name : 'thrown'),
    ),
  )
  expect(failure).toBe('OperationError')
})

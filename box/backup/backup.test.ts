import { spawnSync } from 'node:child_process'
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generationOf } from '../generation.ts'
import { isInUse } from '../in-use.ts'
import { root } from '../root.ts'
import { alarmOf } from './alarms.ts'
import { BLOB_PATH } from './blobs.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const KEY = 'objects-key'
const ID = 'ab'.repeat(32)

let home = ''
let folder = ''
const open: DatabaseSync[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-backup-'))
  folder = join(home, 'gateway')
  await mkdir(join(folder, 'data', `${KEY}-Session`), { recursive: true })
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ objects: KEY }), { mode: 0o644 })
  await database('metadata').exec(
    'CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER, actor_name TEXT) WITHOUT ROWID',
  )
})
afterEach(async () => {
  for (const each of open.splice(0)) if (each.isOpen) each.close()
  await rm(home, { recursive: true })
})

/** One of the folder's databases, as workerd has it while the object is awake. */
function database(name: string): DatabaseSync {
  const it = new DatabaseSync(join(folder, 'data', `${KEY}-Session`, `${name}.sqlite`))
  open.push(it)
  it.exec('PRAGMA journal_mode = WAL')
  return it
}

function sessionWith(holder: string, due: number): DatabaseSync {
  const it = database(ID)
  it.exec('CREATE TABLE session (state TEXT NOT NULL); CREATE TABLE timers (kind TEXT, key TEXT, due INTEGER NOT NULL)')
  it.prepare('INSERT INTO session VALUES (?)').run(JSON.stringify({ holder, head: 3 }))
  it.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL)')
  it.prepare("INSERT INTO timers VALUES ('case', '', ?), ('turn', '', ?)").run(due + 5, due)
  return it
}

const backUp = (name = 'backup') => writeBackup({ folder, to: join(home, name) })
const restore = (replace = false, into = join(home, 'other')) =>
  restoreBackup({ from: join(home, 'backup'), into, replace })

test('a transaction that is not over is not in the copy, and nobody waits for the other', async () => {
  const session = sessionWith('bot', 1_000)
  session.exec("BEGIN; UPDATE session SET state = 'half'; INSERT INTO timers VALUES ('half', '', 1)")
  await backUp()
  session.exec('COMMIT')
  const copy = new DatabaseSync(join(home, 'backup/data/Session', `${ID}.sqlite`))
  open.push(copy)
  expect(copy.prepare('SELECT state FROM session').get()).toEqual({ state: '{"holder":"bot","head":3}' })
  expect(copy.prepare('SELECT COUNT(*) AS n FROM timers').get()).toEqual({ n: 2 })
})

test.each([
  ['bot', 2_000_000_000n],
  ['queue', 1n],
  ['agent:lin', 1n],
])('the alarm of a session that is with %s comes from its own copy', async (holder, expected) => {
  const session = sessionWith(holder, 2_000)
  open[0]?.prepare('INSERT INTO _cf_ALARM VALUES (?, 7, NULL)').run(ID)
  await backUp('awake')
  session.close()
  await backUp('asleep')
  for (const name of ['awake', 'asleep']) {
    const copy = join(home, name, 'data/Session')
    expect(alarmOf(join(copy, `${ID}.sqlite`)), name).toBe(expected)
    const alarms = new DatabaseSync(join(copy, 'metadata.sqlite'))
    open.push(alarms)
    expect(alarms.prepare('SELECT actor_id, scheduled_time AS at FROM _cf_ALARM').all(), name).toEqual([
      { actor_id: ID, at: Number(expected) },
    ])
  }
})

test('who holds a session is read from its log where the saved state lags behind', async () => {
  const session = sessionWith('bot', 2_000)
  const passed = (seq: number, to: string) =>
    session.prepare('INSERT INTO events VALUES (?, ?)').run(seq, JSON.stringify({ kind: 'baton.passed', body: { to } }))
  passed(2, 'agent:gone')
  await backUp('saved')
  passed(4, 'queue')
  await backUp('lagging')
  passed(5, 'bot')
  await backUp('back')
  const alarms = ['saved', 'lagging', 'back'].map((name) => alarmOf(join(home, name, 'data/Session', `${ID}.sqlite`)))
  expect(alarms).toEqual([2_000_000_000n, 1n, 2_000_000_000n])
})

test('an object without timers has no alarm, whatever was set for it since', async () => {
  database(ID).exec('CREATE TABLE current (version TEXT)')
  open[0]?.prepare('INSERT INTO _cf_ALARM VALUES (?, 7, NULL)').run(ID)
  await backUp()
  const alarms = new DatabaseSync(join(home, 'backup/data/Session/metadata.sqlite'))
  open.push(alarms)
  expect(alarms.prepare('SELECT * FROM _cf_ALARM').all()).toEqual([])
})

test('a backup is for its owner only, names no key, and can be checked with sha256sum', async () => {
  sessionWith('bot', 1_000)
  const manifest = await backUp()
  const backup = join(home, 'backup')
  expect(((await stat(backup)).mode & 0o777).toString(8)).toBe('700')
  expect(((await stat(join(backup, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600')
  const files = (await readdir(backup, { recursive: true })).sort()
  expect(files.join()).not.toContain(KEY)
  expect(files.filter((file) => /-(wal|shm|journal)$/.test(file))).toEqual([])
  expect(manifest).toMatchObject({ objects: 1, files: 3, release: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  const check = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: backup })
  expect(`${check.stdout}${check.stderr}`).toBe('')
  expect(check.status).toBe(0)
})

test('a folder that exists is not written to, and a backup that fails leaves nothing behind', async () => {
  await mkdir(join(home, 'backup'))
  await expect(backUp()).rejects.toMatchObject({ code: 'exists' })
  await writeFile(join(folder, 'data', `${KEY}-Session`, `${ID}.sqlite`), 'no database')
  await expect(backUp('second')).rejects.toThrow('not a database')
  await writeFile(join(folder, 'secrets.json'), '{}')
  await expect(backUp('third')).rejects.toMatchObject({ code: 'no_data' })
  expect((await readdir(home)).sort()).toEqual(['backup', 'gateway'])
})

test('what is restored is what was backed up, under the key of its secrets and a generation of its own', async () => {
  sessionWith('bot', 1_000)
  await backUp()
  await chmod(join(home, 'backup/secrets.json'), 0o644)
  await restore()
  const into = join(home, 'other')
  expect(((await stat(join(into, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600')
  expect(await readFile(join(into, 'secrets.json'), 'utf8')).toContain(KEY)
  const copy = new DatabaseSync(join(into, 'data', `${KEY}-Session`, `${ID}.sqlite`))
  open.push(copy)
  expect(copy.prepare('SELECT state FROM session').get()).toEqual({ state: '{"holder":"bot","head":3}' })
  const first = await generationOf(into)
  expect(first).toMatch(/^[\w-]{22}$/)
  copy.close()
  await expect(restore()).rejects.toMatchObject({ code: 'not_empty' })
  await restore(true)
  expect(await generationOf(into)).not.toBe(first)
  expect((await readdir(into)).sort()).toEqual(['blobs', 'data', 'generation', 'secrets.json'])
})

test('a folder somebody runs on is left alone', async () => {
  sessionWith('bot', 1_000)
  await backUp()
  expect(await isInUse(folder)).toBe(true)
  await expect(restore(true, folder)).rejects.toMatchObject({ code: 'in_use' })
  for (const each of open) each.close()
  expect(await isInUse(folder)).toBe(false)
  await restore(true, folder)
})

test.each([
  ['a changed file', (backup: string) => appendFile(join(backup, 'data/Session', `${ID}.sqlite`), 'x')],
  ['a missing file', (backup: string) => rm(join(backup, 'data/Session/metadata.sqlite'))],
  ['a changed list', (backup: string) => appendFile(join(backup, 'SHA256SUMS'), `${'0'.repeat(64)}  ../escaped\n`)],
])('a backup with %s is refused before anything of the folder is touched', async (_what, damage) => {
  sessionWith('bot', 1_000)
  await backUp()
  for (const each of open) each.close()
  await damage(join(home, 'backup'))
  await expect(restore(true, folder)).rejects.toMatchObject({ code: 'damaged' })
  expect((await readdir(folder)).sort()).toEqual(['data', 'secrets.json'])
  expect(await generationOf(folder)).toBe('')
})

test('a folder that is no backup is refused', async () => {
  await mkdir(join(home, 'backup'))
  await expect(restore()).rejects.toMatchObject({ code: 'not_a_backup' })
  await writeFile(join(home, 'backup/manifest.json'), '{"format":2}')
  await expect(restore()).rejects.toMatchObject({ code: 'not_a_backup' })
})

test('the commands do the same, and say in a sentence what is wrong', async () => {
  sessionWith('bot', 1_000)
  const run = (script: string, ...args: string[]) =>
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'box', script), ...args], {
      encoding: 'utf8',
      env: { ...process.env, BATON_FOLDER: folder },
    })
  const to = join(home, 'backup')
  expect(run('backup.ts', '--to', to)).toMatchObject({ status: 0, stdout: expect.stringContaining('1 objects') })
  expect(run('backup.ts', '--to', to)).toMatchObject({ status: 1, stderr: `${to} exists. Choose another folder.\n` })
  expect(run('restore.ts', '--from', to)).toMatchObject({ status: 1, stderr: expect.stringContaining('Stop it first') })
  const into = join(home, 'other')
  expect(run('restore.ts', '--from', to, '--into', into)).toMatchObject({ status: 0, stderr: '' })
  expect(run('restore.ts')).toMatchObject({ status: 2 })
})

test('blobs go along, what is half written does not, and nothing leads out of their folder', async () => {
  const blob = 'shop@eu/files/s_1/f_1.full.j_1'
  await mkdir(join(folder, 'blobs/shop@eu/files/s_1'), { recursive: true })
  await writeFile(join(folder, 'blobs', blob), 'sealed')
  await writeFile(join(folder, 'blobs/shop@eu/files/s_1/.f_2.full.j_2.tmp'), 'half')
  await backUp()
  const into = join(home, 'other')
  await mkdir(join(into, 'blobs/shop/files'), { recursive: true })
  await writeFile(join(into, 'blobs/shop/files/younger'), 'of another time')
  await restore(true, into)
  expect(await readdir(join(into, 'blobs'), { recursive: true })).toEqual(
    expect.arrayContaining(['shop@eu/files/s_1/f_1.full.j_1']),
  )
  expect(await readdir(join(into, 'blobs'))).toEqual(['shop@eu'])
  expect(await readdir(join(into, 'blobs/shop@eu/files/s_1'))).toEqual(['f_1.full.j_1'])
  const line = new RegExp(`^blobs/${BLOB_PATH}$`)
  expect(line.test(`blobs/${blob}`)).toBe(true)
  for (const wrong of [
    'blobs/../secrets.json',
    'blobs/a/../../x',
    'blobs/.hidden/x',
    'blobs/a//x',
    'blobs/x',
    '/x/y',
  ]) {
    expect(line.test(wrong)).toBe(false)
  }
})

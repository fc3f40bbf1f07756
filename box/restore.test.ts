import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { writeBackup } from './backup/write-backup.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, keptSecrets } from './kept-secrets.ts'
import { freePort } from './port.ts'
import { Customer } from './testing/customer.ts'
import { Desk } from './testing/desk.ts'
import { closeCodeOf, until } from './testing/sockets.ts'
import { provision, SHOP } from './testing/workspace.ts'

const UNAUTHENTICATED = 4501

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-restore-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

/** Messages in a backup, in the order of the log, of the session in which `text` was said. */
async function logOf(backup: string, text: string): Promise<{ seq: number; text: string | undefined }[]> {
  const folder = join(backup, 'data/Session')
  for (const name of await readdir(folder)) {
    const database = new DatabaseSync(join(folder, name), { readOnly: true })
    try {
      if (name === 'metadata.sqlite') continue
      const rows = database.prepare('SELECT event FROM events ORDER BY seq').all()
      const events = rows.map(({ event }) => JSON.parse(String(event)))
      if (events.some(({ body }) => body.text === text))
        return events.map(({ seq, body }) => ({ seq, text: body.text }))
    } finally {
      database.close()
    }
  }
  throw new Error('no such session in the backup')
}

test('what was backed up while everybody talked comes back, and everybody goes on from there', async () => {
  const folder = join(home, 'gateway')
  const backup = join(home, 'backup')
  const port = await freePort()
  const secrets = await keptSecrets(folder, GATEWAY_SECRETS)
  const start = () => startGateway({ port, folder, secrets, log: () => undefined })
  running = await start()
  const { url } = running
  const siteKey = await provision(url, secrets.admin)

  const [ann, ben, cat] = ['ann', 'ben', 'cat'].map((id) => new Customer(url, siteKey, id))
  if (!ann || !ben || !cat) throw new Error('three customers')
  await ann.ask('Can I return it?')
  const desk = await Desk.signIn(url)
  await ben.askForPerson()
  const lin = await desk.take('ben')
  lin.send({ kind: 'message', text: 'Hello Ben' })
  await until('Ben reads it', () => ben.said.includes('agent: Hello Ben'))
  await desk.floor.setPresence('away')
  await cat.askForPerson()

  let written = 0
  const chatter = setInterval(() => ann.say(`line ${++written}`), 510)
  lin.send({ kind: 'message', text: 'One moment' })
  const manifest = await writeBackup({ folder, to: backup })
  // Three customers, one floor, one Knowledge, the audit log, Integrations, the Directory and the register.
  expect(manifest).toMatchObject({ objects: 9 })
  await expect(restoreBackup({ from: backup, into: folder, replace: true })).rejects.toMatchObject({ code: 'in_use' })

  await until('more is written after the backup', () => ann.said.includes('customer: line 2'))
  clearInterval(chatter)
  await ann.ask('said after the backup')
  lin.send({ kind: 'message', text: 'Also after the backup' })
  await until('Ben reads that too', () => ben.said.includes('agent: Also after the backup'))
  const before = ann.welcomes.at(-1)
  const tickets = { floor: await desk.ticket(), session: await ann.ticket() }
  for (const each of [lin, desk.floor, ben.session, cat.session]) each.close()
  await running.stop()
  ann.say('written while it was down')

  await expect(restoreBackup({ from: backup, into: folder, replace: false })).rejects.toMatchObject({
    code: 'not_empty',
  })
  await restoreBackup({ from: backup, into: folder, replace: true })
  running = await start()

  // What was used, signed or signed in before opens nothing.
  expect(await closeCodeOf(tickets.session.url, tickets.session.ticket, SHOP)).toBe(UNAUTHENTICATED)
  expect(await closeCodeOf(`${url.replace('http', 'ws')}/v1/floor`, tickets.floor, url)).toBe(UNAUTHENTICATED)
  expect((await fetch(`${url}/v1/desk/me`, { headers: { cookie: desk.cookie } })).status).toBe(401)

  // The client that was there comes back by itself: another epoch, the log of the backup, and what it still had to send.
  await until('Ann is back', () => ann.welcomes.length > 1 && ann.session.snapshot.connection === 'online')
  expect(ann.welcomes.at(-1)).toMatchObject({ resumed: false })
  expect(ann.welcomes.at(-1)?.epoch).not.toBe(before?.epoch)
  await until('it is sent', () => ann.said.includes('customer: written while it was down'))
  const kept = await logOf(backup, 'Can I return it?')
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1))
  const head = kept.at(-1)?.seq ?? 0
  const texts = new Map(kept.map(({ seq, text }) => [seq, text]))
  for (const event of ann.events) {
    if (event.kind === 'message' && event.seq <= head) expect(event.body.text).toBe(texts.get(event.seq))
  }
  expect(ann.said.filter((each) => each === 'customer: written while it was down')).toHaveLength(1)
  expect(ann.said.join()).not.toContain('said after the backup')
  expect(ann.session.snapshot.pending).toEqual([])
  await ann.ask('How do I send it back?')

  // Ben was with an agent and waits again, Cat waits still; both wake by themselves and are offered.
  const again = await Desk.signIn(url)
  await until('the floor is open', () => again.floor.snapshot.connection === 'online')
  await again.floor.setPresence('online')
  // Not even Lin holds what Lin held.
  expect(again.floor.snapshot.board?.mine).toEqual([])
  const [withBen, withCat] = [await again.take('ben'), await again.take('cat')]
  const heard = withBen.snapshot.events.flatMap((event) => (event.kind === 'message' ? [event.body.text] : []))
  expect(heard).toContain('Hello Ben')
  expect(heard).not.toContain('Also after the backup')
  expect(again.floor.snapshot.board?.mine).toHaveLength(2)
  withBen.send({ kind: 'message', text: 'Sorry, where were we?' })
  await until('it is stored', () => withBen.snapshot.pending.length === 0)
  for (const each of [ann.session, withBen, withCat, again.floor]) each.close()
}, 90_000)

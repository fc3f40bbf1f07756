import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '@baton/client/files'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { writeBackup } from './backup/write-backup.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, keptSecrets } from './kept-secrets.ts'
import { Customer } from './testing/customer.ts'
import { until } from './testing/sockets.ts'
import { provision, SHOP } from './testing/workspace.ts'

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-files-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

const TEXT = `canary ${'a line of text\n'.repeat(150_000)}`

/** As a page of the shop asks. */
const platform = {
  fetch: (url: string, init: RequestInit) => fetch(url, { ...init, headers: { ...init.headers, origin: SHOP } }),
}

test('on one box a file lies sealed in the folder, is read from there, goes into the backup and comes back', async () => {
  const folder = join(home, 'gateway')
  const backup = join(home, 'backup')
  const secrets = await keptSecrets(folder, GATEWAY_SECRETS)
  const start = () => startGateway({ port: 0, folder, secrets, log: () => undefined })
  running = await start()
  const siteKey = await provision(running.url, secrets.admin)
  const ann = new Customer(running.url, siteKey, 'ann')
  await until('Ann is online', () => ann.session.snapshot.connection === 'online')

  const files = createFiles(ann.session, { platform })
  const file = await files.upload({ name: 'notes.txt', full: new Blob([TEXT]), thumb: null })
  ann.session.send({ kind: 'message', text: 'These are my notes', files: [file] })
  await until('the bot answers', () => ann.said.length >= 2)
  const answer = await fetch(await files.link(file, 'full'))
  expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''notes.txt")
  expect(await answer.text()).toBe(TEXT)

  const blobs = async (): Promise<string[]> =>
    (await readdir(join(folder, 'blobs'), { recursive: true })).filter((name) => name.includes(`${file}.full.`))
  const [blob = ''] = await blobs()
  expect(await readFile(join(folder, 'blobs', blob), 'latin1')).not.toMatch(/canary|a line of text/)
  await expect(files.upload({ name: 'a.txt', full: new Blob(['<svg/>']), thumb: null })).rejects.toMatchObject({
    code: 'file_type_refused',
  })
  expect(await blobs()).toEqual([blob])

  await writeBackup({ folder, to: backup })
  ann.session.close()
  await running.stop()
  await rm(join(folder, 'blobs'), { recursive: true })
  await restoreBackup({ from: backup, into: folder, replace: true })
  running = await start()
  const again = new Customer(running.url, siteKey, 'ann')
  await until('Ann is back', () => again.said.includes('customer: These are my notes'))
  const link = await createFiles(again.session, { platform }).link(file, 'full')
  expect(await (await fetch(link)).text()).toBe(TEXT)
  again.session.close()
}, 90_000)

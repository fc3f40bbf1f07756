import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { GATEWAY_SECRETS, type GatewaySecrets, keptSecrets } from './kept-secrets.ts'
import { Customer } from './testing/customer.ts'
import { Desk } from './testing/desk.ts'
import { until } from './testing/sockets.ts'
import { provision } from './testing/workspace.ts'

let home = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'baton-redaction-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true })
})

const CANARY = 'the spare key lies under canary stone 7731'
/** Half a card: nothing shows that it is one before the rest comes. */
const HALF = '4111 7738'
const REST = '8888 8880'

async function start(): Promise<{ url: string; secrets: GatewaySecrets }> {
  const secrets = await keptSecrets(home, GATEWAY_SECRETS)
  running = await startGateway({ port: 0, folder: home, secrets, log: () => undefined })
  return { url: running.url, secrets }
}

async function stop(): Promise<void> {
  await running?.stop()
  running = null
}

/** Files that hold this text, byte for byte, in either of the two codes sqlite may be told to write. */
async function filesWith(text: string): Promise<string[]> {
  const files = await readdir(join(home, 'data'), { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const file of files.filter((each) => each.isFile())) {
    const path = join(file.parentPath, file.name)
    const bytes = await readFile(path)
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.push(path)
  }
  return found
}

test('T-33 what was taken out of a log is in no file after the next start, and nobody else’s file is written anew', async () => {
  const { url, secrets } = await start()
  const siteKey = await provision(url, secrets.admin, 'senior')
  const other = new Customer(url, siteKey, 'other')
  await other.ask('hello, nothing was ever taken out here')
  other.session.close()
  const customer = new Customer(url, siteKey, 'one')
  await customer.ask(HALF)
  expect(await filesWith(HALF)).not.toEqual([])
  await customer.ask(REST)
  await until('half a card is taken out', () => !customer.said.join().includes(HALF))

  // It is what they want, so the floor holds it too.
  await customer.ask(CANARY)
  await customer.askForPerson()
  const desk = await Desk.signIn(url)
  const session = await desk.take('one')
  const seq = session.snapshot.events.find((event) => event.kind === 'message' && event.body.text === CANARY)?.seq ?? 0
  expect(await filesWith(CANARY)).not.toEqual([])
  session.send({ kind: 'redact', seq, reason: 'a secret of the house' })
  await until('the text is taken out', () => !customer.said.join().includes(CANARY))
  customer.session.close()
  session.close()
  desk.floor.close()
  await stop()
  const [untouched = ''] = await filesWith('nothing was ever taken out here')
  const before = await stat(untouched)

  await start()
  expect(await filesWith(CANARY)).toEqual([])
  expect(await filesWith(HALF)).toEqual([])
  expect((await stat(untouched)).mtimeMs).toBe(before.mtimeMs)
  // Nothing is written back from anywhere, and the log reads as it did.
  const again = new Customer(running?.url ?? '', siteKey, 'one')
  await until('they are in', () => again.session.snapshot.connection === 'online')
  expect(again.said.join()).toContain('[removed]')
  again.session.close()
  await stop()
  expect(await filesWith(CANARY)).toEqual([])
  expect(await filesWith(HALF)).toEqual([])
}, 120_000)

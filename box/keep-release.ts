import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ASSETS } from './assets.ts'
import { startGateway } from './gateway.ts'
import { FIXTURE_SECRETS, keep, RELEASES } from './releases/kept-release.ts'
import { root } from './root.ts'
import { Customer } from './testing/customer.ts'
import { Desk } from './testing/desk.ts'
import { until } from './testing/sockets.ts'
import { provision } from './testing/workspace.ts'

// Plays a small course on the gateway as it is and keeps its data under `releases`, for the test that a later gateway
// goes on from there. Run once at a release; what is kept never changes.

const { version: release } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
if (await stat(join(RELEASES, release)).catch(() => null)) {
  console.error(`The data of ${release} are kept already. Raise the version first.`)
  process.exit(1)
}

const folder = await mkdtemp(join(tmpdir(), 'baton-release-'))
await mkdir(ASSETS, { recursive: true })
await writeFile(join(folder, 'secrets.json'), JSON.stringify(FIXTURE_SECRETS), { mode: 0o600 })
const gateway = await startGateway({ port: 0, folder, secrets: FIXTURE_SECRETS, log: () => undefined })
try {
  const siteKey = await provision(gateway.url, FIXTURE_SECRETS.admin)
  const customer = (id: string) => new Customer(gateway.url, siteKey, id)

  const dora = customer('dora')
  await dora.ask('Can I return it?')
  await dora.ask('Do you sell boats?')

  const eve = customer('eve')
  await eve.ask('How do I send it back?')
  const desk = await Desk.signIn(gateway.url)
  await eve.askForPerson()
  const lin = await desk.take('eve')
  lin.send({ kind: 'message', text: 'Hello Eve, this is Lin' })
  lin.send({ kind: 'note', text: 'Sounds tired' })
  await until('Eve reads it', () => eve.said.includes('agent: Hello Eve, this is Lin'))
  await until('the note is stored', () => lin.snapshot.pending.length === 0)

  await desk.floor.setPresence('away')
  const finn = customer('finn')
  await finn.ask('return policy')
  await finn.askForPerson()

  // With everybody still connected: Eve stays with Lin, as after a crash.
  await gateway.stop()
  const entries = Object.entries({ dora, eve, finn }).map(([name, each]) => [
    name,
    { epoch: each.welcomes.at(-1)?.epoch ?? '', said: each.said },
  ])
  await keep(folder, { release, siteKey, customers: Object.fromEntries(entries) })
  console.log(`The data of ${release} are in ${join(RELEASES, release)}`)
} finally {
  await gateway.stop()
  await rm(folder, { recursive: true })
}
process.exit(0)

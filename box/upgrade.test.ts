import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASSETS } from './assets.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { FIXTURE_SECRETS, RELEASES, rebuild } from './releases/kept-release.ts'
import { Customer } from './testing/customer.ts'
import { Desk } from './testing/desk.ts'
import { until } from './testing/sockets.ts'

const releases = (await readdir(RELEASES, { withFileTypes: true })).filter((entry) => entry.isDirectory())

let folder = ''
let running: RunningGateway | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-upgrade-'))
  await mkdir(ASSETS, { recursive: true })
})
afterEach(async () => {
  await running?.stop()
  await rm(folder, { recursive: true })
})

test.each(releases.map(({ name }) => name))(
  'a gateway of today goes on where %s stopped',
  async (release) => {
    const { siteKey, customers } = await rebuild(release, folder)
    running = await startGateway({ port: 0, folder, secrets: FIXTURE_SECRETS, log: () => undefined })
    const { url } = running

    const dora = new Customer(url, siteKey, 'dora')
    await until('Dora is online', () => dora.session.snapshot.connection === 'online')
    expect(dora.said).toEqual(customers.dora?.said)
    expect(dora.welcomes).toMatchObject([{ epoch: customers.dora?.epoch }])
    await dora.ask('How do I send it back?')
    expect(dora.said.slice(-2)).toEqual([
      'customer: How do I send it back?',
      'bot: You can send anything back within 30 days.',
    ])

    // Finn waited. Eve was with Lin, who keeps her when back within the grace time, and is offered her after it.
    const desk = await Desk.signIn(url)
    await until('the floor is open', () => desk.floor.snapshot.connection === 'online')
    await desk.floor.setPresence('online')
    const withFinn = await desk.take('finn')
    const withEve = await desk.resume('eve')
    const read = withEve.snapshot.events.flatMap((event) =>
      event.kind === 'message' || event.kind === 'note' ? [`${event.by.role}: ${event.body.text}`] : [],
    )
    expect(read.filter((each) => each !== 'agent: Sounds tired')).toEqual(customers.eve?.said)
    expect(read).toContain('agent: Sounds tired')
    withEve.send({ kind: 'message', text: 'Here I am again' })
    const eve = new Customer(url, siteKey, 'eve')
    await until('Eve reads it', () => eve.said.includes('agent: Here I am again'))
    for (const each of [dora.session, eve.session, withFinn, withEve, desk.floor]) each.close()
  },
  60_000,
)

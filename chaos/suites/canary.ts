import { openHouse } from '@baton/bench/house'
import { sleep } from '@baton/bench/numbers'
import { Random } from '@baton/bench/random'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { BusinessRecorder } from '../canary/business-recorder.ts'
import { Aviary, CLASSES } from '../canary/canaries.ts'
import { type Hit, searchBytes, searchFolder } from '../canary/search.ts'
import { CONTROL, visit } from '../canary/visit.ts'
import { GatewayLog } from '../gateway-log.ts'
import type { Suite } from '../trial.ts'

/** Objects have hibernated, and what they put off is written. */
const QUIET_MS = 3_000

/** T-33 Personal data and credentials go in wherever somebody may write; then every byte that was kept or sent is searched. */
export const canary: Suite = async ({ folder, seed, lessons }) => {
  const log = new GatewayLog()
  const recorder = await BusinessRecorder.open()
  const house = await openHouse({
    folder,
    lessons,
    agents: 1,
    log: log.take,
    business: (shop) => recorder.before(shop),
  })
  const aviary = new Aviary(new Random(seed))
  recorder.remark = (customer) => {
    const of = Object.keys(CLASSES).find((name) => customer.endsWith(name.replaceAll(' ', '-').toLowerCase()))
    return of ? aviary.release(of, 'answer of the business system') : ''
  }
  try {
    const cookie = await house.signIn(0)
    aviary.note('desk cookie', cookie.slice(cookie.indexOf('=') + 1))
    const reception = await Reception.open(house)
    let files = 0
    for (const of of Object.keys(CLASSES)) if ((await visit(house, reception, aviary, of)).keepsFiles) files += 1
    await sleep(QUIET_MS)
    reception.leave()
    const headers = { authorization: `Bearer ${house.adminToken}` }
    const pages = await Promise.all(
      ['/metrics', '/healthz', '/readyz'].map(async (path) => (await fetch(house.url + path, { headers })).text()),
    )
    const { canaries } = aviary
    // Once as a running gateway keeps it, with what is not yet folded into the databases, and once after a crash.
    const hits = [
      ...(await searchFolder(folder, canaries)),
      ...searchBytes(Buffer.from(log.lines.join('\n')), 'the log', canaries),
      ...searchBytes(Buffer.from(recorder.requests.join('\n')), 'requests to the business system', canaries),
      ...searchBytes(Buffer.from(pages.join('\n')), 'metrics and health', canaries),
    ]
    const control = await searchFolder(folder, [{ of: 'control', input: 'chat', value: CONTROL }])
    await house.crash()
    hits.push(...(await searchFolder(folder, canaries)))
    for (const line of new Set(hits.map(sentenceOf))) console.error(`canary: ${line}`)
    return {
      rows: [
        held(
          'canary bytes',
          hits.reduce((sum, { bytes }) => sum + bytes, 0),
          'bytes',
          '<= 0',
        ),
        held(
          'canary: sessions in which a word that may be kept was found',
          control.length,
          'count',
          `>= ${Object.keys(CLASSES).length}`,
        ),
        told('canary: let in', canaries.length, 'count'),
        told('canary: ways in', new Set(canaries.map(({ input }) => input)).size, 'count'),
        told('canary: files kept', files, 'count'),
        told('canary: requests to the business system', recorder.requests.length, 'count'),
      ],
    }
  } finally {
    await house.stop()
    await recorder.close()
  }
}

const sentenceOf = ({ canary, place }: Hit): string =>
  `${canary.of}, by ${canary.input}, in ${place.replace(/[0-9a-f]{64}/, '…')}`

import { type DeviceSeen, PROFILE_SOURCES, type Profile } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf, mergeProfile, type ProfileNews, retold, seen } from './profile.ts'

const nobody: Profile = {
  id: 'cus_1',
  hostId: null,
  name: null,
  verified: false,
  locale: 'en',
  tier: null,
  attributes: {},
}

const NAMES = ['name', 'tier', 'tags', 'timeZone', 'devices', 'attributes.since', 'consent.marketing'] as const
const PHONE: DeviceSeen = { kind: 'phone', browser: 'safari' }
const COMPUTER: DeviceSeen = { kind: 'computer', browser: 'chrome' }
const valueFor = (name: string): fc.Arbitrary<string | string[] | DeviceSeen[] | boolean> =>
  name === 'tags'
    ? fc.array(fc.constantFrom('vip', 'new'), { maxLength: 2 })
    : name === 'devices'
      ? fc.constantFrom([PHONE], [PHONE, COMPUTER])
      : name.startsWith('consent')
        ? fc.boolean()
        : fc.constantFrom('a', 'b', 'c')
const field = fc.constantFrom(...NAMES).chain((name) => fc.tuple(fc.constant(name), fc.option(valueFor(name))))
const sayer = fc.oneof(
  fc.record({ by: fc.constantFrom(...PROFILE_SOURCES) }),
  fc.record({ by: fc.constant('channel' as const), channel: fc.constantFrom('telegram' as const, 'line' as const) }),
)
const said: fc.Arbitrary<Omit<ProfileNews, 'by'>> = fc.record({
  at: fc.integer({ min: 1, max: 3 }),
  fields: fc.array(field, { maxLength: 4 }).map((fields) => Object.fromEntries(fields)),
})
const news: fc.Arbitrary<ProfileNews> = fc.tuple(sayer, said).map(([who, what]) => ({ ...who, ...what }))
const all = (told: readonly ProfileNews[]): Profile => told.reduce(mergeProfile, nobody)

describe('what is said of a customer', () => {
  test('reads the same in whatever order it comes', () => {
    fc.assert(
      fc.property(
        fc
          .array(news, { maxLength: 8 })
          .chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
        ([told, shuffled]) => {
          expect(all(shuffled)).toEqual(all(told))
        },
      ),
    )
  })

  test('told twice is told once', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 8 }), (told) => {
        expect(all([...told, ...told])).toEqual(all(told))
      }),
    )
  })

  test('never loses to whoever counts for less, and of one the newest stands', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 8 }), (told) => {
        const { sources = {}, ...known } = all(told)
        for (const name of NAMES) {
          const about = told.filter(({ fields }) => name in fields)
          const rank = Math.max(...about.map(({ by }) => PROFILE_SOURCES.indexOf(by)))
          const ofStrongest = about.filter(({ by }) => PROFILE_SOURCES.indexOf(by) === rank)
          const at = Math.max(...ofStrongest.map((each) => each.at))
          if (about.length === 0) {
            expect(sources[name]).toBeUndefined()
            continue
          }
          expect(sources[name]).toMatchObject({ by: PROFILE_SOURCES[rank], at })
          const said = ofStrongest.filter((each) => each.at === at).map(({ fields }) => fields[name] ?? null)
          expect(said).toContainEqual(fieldsOf(known)[name] ?? null)
        }
      }),
    )
  })

  test('what its owner takes back is gone, also for whoever counts for less', () => {
    const known = all([{ by: 'host_token', at: 1, fields: { tier: 'gold' } }])
    expect(known.tier).toBe('gold')
    expect(mergeProfile(known, { by: 'agent', at: 2, fields: { tier: null } }).tier).toBe('gold')
    const gone = mergeProfile(known, { by: 'host_token', at: 2, fields: { tier: null } })
    expect(gone.tier).toBeNull()
    expect(mergeProfile(gone, { by: 'channel', at: 3, fields: { tier: 'silver' } }).tier).toBeNull()
  })

  test('whoever joins anew is who the host site says now; what others said stands where it says nothing', () => {
    const vouched = { ...nobody, hostId: '42', verified: true, name: 'Li Lei', attributes: { since: '2019' } }
    const known = mergeProfile(vouched, { by: 'agent', at: 1, fields: { tags: ['vip'], 'attributes.since': '1999' } })
    expect(known.attributes).toEqual({ since: '2019' })
    const later = retold(known, { ...nobody, hostId: '42', verified: true, name: 'Li L.' })
    expect(later).toMatchObject({ name: 'Li L.', attributes: {}, tags: ['vip'] })
    expect(retold(later, later)).toEqual(later)
    expect(retold(null, vouched)).toEqual(vouched)
  })

  test('a name by a channel stands against a visitor’s silence, and not against the host site', () => {
    const met = mergeProfile(nobody, { by: 'channel', at: 1, fields: { name: 'Li L.' } })
    expect(retold(met, nobody).name).toBe('Li L.')
    expect(retold(met, { ...nobody, hostId: '42', verified: true, name: 'Li Lei' }).name).toBe('Li Lei')
  })

  test('what is known of before sources were noted counts as the host’s where it vouches, else as said', () => {
    const vouched = { ...nobody, verified: true, tier: 'gold' }
    expect(mergeProfile(vouched, { by: 'agent', at: 5, fields: { tier: 'none' } }).tier).toBe('gold')
    expect(mergeProfile({ ...nobody, name: 'L' }, { by: 'channel', at: 5, fields: { name: 'Li' } }).name).toBe('Li')
  })

  test('a browser’s word is kept with its time, is no news twice, and gives way to the business', () => {
    const first = seen(nobody, 1, { timeZone: 'Asia/Shanghai', device: PHONE })
    expect(first).toMatchObject({
      timeZone: 'Asia/Shanghai',
      devices: [PHONE],
      sources: { timeZone: { by: 'said', at: 1 }, devices: { by: 'said', at: 1 } },
    })
    expect(seen(retold(first, nobody), 2, { timeZone: 'Asia/Shanghai', device: PHONE })).toEqual(first)
    const second = seen(first, 3, { timeZone: 'Europe/Paris', device: COMPUTER })
    expect(second).toMatchObject({ timeZone: 'Europe/Paris', devices: [PHONE, COMPUTER] })
    const told = mergeProfile(second, { by: 'api', at: 4, fields: { timeZone: 'Asia/Tokyo' } })
    expect(seen(retold(told, nobody), 5, { timeZone: 'Asia/Shanghai' })).toEqual(told)
    expect(seen(nobody, 1, {})).toEqual(nobody)
  })

  test('no more kinds of devices are kept than five, the last that were seen', () => {
    const browsers = ['chrome', 'safari', 'firefox', 'edge', 'opera', 'other'] as const
    const devices = browsers.map((browser): DeviceSeen => ({ kind: 'phone', browser }))
    const known = devices.reduce((profile, device, at) => seen(profile, at, { device }), nobody)
    expect(known.devices).toEqual(devices.slice(1))
  })

  test('what a channel says names the channel, also after the customer has joined anew', () => {
    const met = mergeProfile(nobody, { by: 'channel', channel: 'telegram', at: 1, fields: { locale: 'zh-CN' } })
    expect(retold(met, nobody)).toMatchObject({
      locale: 'zh-CN',
      sources: { locale: { by: 'channel', channel: 'telegram', at: 1 } },
    })
  })

  test('what is no field is nothing', () => {
    const odd = { by: 'host_token', at: 1, fields: { verified: true, hostId: 'x', id: 'y', __proto__: 'z' } } as const
    expect(mergeProfile(nobody, odd)).toEqual(nobody)
  })
})

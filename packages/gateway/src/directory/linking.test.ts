import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SYSTEM } from '../audit/act.ts'
import { directoryOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { Customers } from './customers.ts'
import { Linking } from './linking.ts'
import { Links } from './links.ts'

type Step =
  | { do: 'arrive'; signedIn: boolean }
  | { do: 'link'; left: number; right: number }
  | { do: 'undo'; link: number }
  | { do: 'erase'; session: number }

const small = fc.nat(40)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('arrive' as const), signedIn: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('link' as const), left: small, right: small }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), link: small }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), session: small }) },
)

/** Addresses belong to the session they were found in; a session leads to whichever it was linked to. */
class Naive {
  readonly homes = new Map<string, string>()
  readonly newer = new Map<string, string>()

  root(session: string): string {
    const next = this.newer.get(session)
    return next === undefined ? session : this.root(next)
  }

  /** Where a session's words are read, itself first. */
  path(session: string): string[] {
    const next = this.newer.get(session)
    return next === undefined ? [session] : [session, ...this.path(next)]
  }

  where(address: string): string | null {
    const home = this.homes.get(address)
    return home === undefined ? null : this.root(home)
  }
}

/** What sessions believe by what they were told, in order. */
class Believed {
  readonly linkedTo = new Map<string, string>()
  readonly earlier = new Map<string, Set<string>>()
  /** What would be written twice under one name, and so be lost. */
  readonly names = new Set<string>()

  hear(told: { call: string; session: string; link?: string; other?: string; as?: string }): void {
    const { call, session, link = '', other = '', as } = told
    const mine = this.earlier.get(session) ?? new Set<string>()
    this.earlier.set(session, mine)
    if (call === 'link' && as === 'earlier') {
      this.#write(session, `${link}:linked`)
      this.linkedTo.set(session, other)
    } else if (call === 'link' && !mine.has(other)) {
      this.#write(session, `${link}:linked`)
      mine.add(other)
    } else if (call === 'unlink' && (mine.has(other) || this.linkedTo.get(session) === other)) {
      this.#write(session, `${link}:undone`)
      mine.delete(other)
      if (this.linkedTo.get(session) === other) this.linkedTo.delete(session)
    }
  }

  #write(session: string, id: string): void {
    const name = `${session} ${id}`
    expect(this.names.has(name), `written twice: ${id}`).toBe(false)
    this.names.add(name)
  }
}

test('whatever is linked and parted, in any order: addresses lead where they should, and sessions know it', async () => {
  const { workspace } = await provisioned()
  await runInDurableObject(directoryOf(env, workspace.workspace), (_, { storage }) =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { sql } = storage
        for (const table of ['customers', 'addresses', 'links']) sql.exec(`DELETE FROM ${table}`)
        play(sql, steps)
      }),
      { numRuns: 150 },
    ),
  )
})

function play(sql: SqlStorage, steps: Step[]): void {
  const [customers, links, naive, believed] = [new Customers(sql), new Links(sql), new Naive(), new Believed()]
  const moves = new Map<string, string>()
  const given: { session: string; routes: string[]; parted?: true }[] = []
  const linking = new Linking({
    links,
    customers,
    errands: {
      audit() {},
      tellSession(errand) {
        if (errand.call !== 'giveRoutes') return believed.hear(errand)
        given.push(errand)
        for (const route of errand.routes) {
          // Told to others too, who have given it on.
          if (moves.get(route) === errand.session) moves.set(route, errand.to)
          else expect(moves.get(route)).toBe(errand.to)
        }
      },
    },
    stanceOf: () => Promise.reject(new Error('not asked')),
  })
  const stance = { isEmpty: false, isWithAgent: false }
  const [alive, made]: [string[], string[]] = [[], []]
  let n = 0
  for (const each of steps) {
    n += 1
    if (each.do === 'arrive') {
      const address = each.signedIn ? `user:${n}` : `telegram:ch_0123456789abcdef:r${n}`
      const { session } = customers.create(address, n)
      naive.homes.set(address, session)
      if (!each.signedIn) moves.set(`r${n}`, session)
      alive.push(session)
    } else if (each.do === 'link') {
      const [left, right] = [alive[each.left % alive.length], alive[each.right % alive.length]]
      if (left === undefined || right === undefined) continue
      const [older, newer] = [naive.root(left), naive.root(right)]
      expect(links.family(left).root(left)).toBe(older)
      if (older === newer || customers.isVouched(older)) continue
      made.push(linking.link({ older, newer }, { older: stance, newer: stance }, { how: 'agent', by: SYSTEM }, n).id)
      naive.newer.set(older, newer)
    } else if (each.do === 'undo') {
      const link = made[each.link % made.length]
      const row = link === undefined ? null : links.find(link)
      if (link === undefined) continue
      expect(linking.decide({ link, by: SYSTEM, as: 'undone' }, n)).toBe(row?.state === 'linked')
      if (row?.state === 'linked') naive.newer.delete(row.older)
    } else {
      const session = alive[each.session % alive.length]
      const record = session === undefined ? null : customers.record(session)
      if (!record) continue
      customers.forget(record)
      for (const gone of record.sessions) {
        alive.splice(alive.indexOf(gone), 1)
        naive.newer.delete(gone)
      }
      for (const [address, home] of naive.homes) if (record.sessions.includes(home)) naive.homes.delete(address)
    }
    // However long the chain: whoever is no longer on the path of a way hands it over for good.
    for (const { session, routes, parted = false } of given.splice(0)) {
      for (const route of routes) {
        const home = naive.homes.get(`telegram:ch_0123456789abcdef:${route}`) ?? ''
        expect(parted, `${session} of ${route}`).toBe(!naive.path(home).includes(session))
      }
    }
    for (const address of naive.homes.keys()) expect(customers.sessionAt(address)).toBe(naive.where(address))
    for (const session of alive) {
      const root = naive.root(session)
      expect(believed.linkedTo.get(session)).toBe(root === session ? undefined : root)
      const earlier = alive.filter((other) => other !== session && naive.root(other) === session)
      if (root === session) expect([...(believed.earlier.get(session) ?? [])].sort()).toEqual(earlier.sort())
    }
    for (const [address, home] of naive.homes) {
      const route = address.split(':')[2]
      if (route !== undefined) expect(moves.get(route)).toBe(naive.root(home))
    }
  }
}

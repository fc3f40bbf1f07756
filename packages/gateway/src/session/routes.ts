import type { Locale, Profile, Route } from '@baton/protocol'
import { DETECTORS, redactProfile } from '@baton/relay/masking'
import { type EventDraft, mayReach, mergeProfile, routeOf, SYSTEM } from '@baton/relay/session'
import type { ChannelSession, Heard, MovedRoute, Receipt, RouteRef } from '../channels/rooms.ts'
import { sessionOf } from '../rooms-of.ts'
import type { Core } from './core.ts'
import { backFrom, type Given, type RouteRow, RouteRows } from './route-rows.ts'

type Asked<Method extends keyof ChannelSession> = Parameters<ChannelSession[Method]>[0]

type Met = RouteRef & Pick<Heard, 'id' | 'profile' | 'replyWith' | 'thread'> & { locale?: Locale | null }

/** Whom a way leads to, and what an answer is put beside. */
interface Reached {
  address: string
  thread?: string
}

/** One text, so that both are sealed and erased together. No address holds the end of a line. */
const together = (address: string, thread: string | undefined): string =>
  thread === undefined ? address : `${address}\n${thread}`

function apart(text: string): Reached {
  const at = text.indexOf('\n')
  return at < 0 ? { address: text } : { address: text.slice(0, at), thread: text.slice(at + 1) }
}

/** The ways to the customer besides the widget: where their addresses are kept, and how a link moves them. */
export class Routes {
  readonly #core: Core
  readonly #rows: RouteRows
  /** Addresses in the clear, each with its thread, as long as this object is awake. */
  readonly #addresses = new Map<string, string>()
  /** What a vendor lets us answer with for a moment. */
  readonly #replies = new Map<string, NonNullable<Heard['replyWith']>>()

  constructor(core: Core) {
    this.#core = core
    this.#rows = new RouteRows(core.ctx.storage.sql)
  }

  /** Somebody is heard: who they are where nothing is known, and where they are where that is new. */
  async meet(met: Met): Promise<void> {
    const { id, channel, account, route, address, replyWith, thread } = met
    if (replyWith) this.#replies.set(route, replyWith)
    const { ledger, seals } = this.#core
    const before = this.#rows.get(route)
    const isKept = before !== null && before.given === null && thread === undefined
    // What is kept is opened when it is needed.
    if (!isKept) this.#addresses.set(route, together(address, thread))
    const sealed = isKept ? before.address : await seals.sealText(fieldOf(route), together(address, thread))
    // A link may have brought it along meanwhile.
    const known = this.#rows.get(route)
    const isHere = known !== null && known.given === null
    const { state } = ledger
    const drafts: EventDraft[] = []
    const told = knownBy(state.profile, met, isHere)
    if (told) {
      const body = { profile: redactProfile(told, DETECTORS) }
      drafts.push({ kind: 'profile.updated', id: `profile:${id}`, by: SYSTEM, audience: 'staff', body })
    }
    if (!isHere || !routeOf(state, route)) drafts.push(this.#changed({ route, channel, account }, 'open', 'heard'))
    if (drafts.length === 0 && isKept) return
    const link = known?.link ?? null
    const back = known ? backFrom(known, Date.now()) : []
    const within = () => this.#rows.put({ route, channel, account, address: sealed, link, given: null, back })
    if (drafts.length > 0) this.#core.commit(drafts, { within })
    else within()
  }

  /** The customer spoke by a way and nobody heard it, as of a code: the vendor's window has begun all the same, and they are here. */
  spoke(ref: Omit<RouteRef, 'address'>, now: number): void {
    const known = routeOf(this.#core.ledger.state, ref.route)
    const { speaksBy } = this.#core.ledger.state
    if (!known || (speaksBy === ref.route && mayReach(known, 'bot', now).may)) return
    this.#core.commit([this.#changed(ref, 'open', 'spoke', { heardAt: now, spent: 0, speaks: true })], {
      within: () => this.#core.delivering.release(ref.route, now),
    })
  }

  /** News of what was sent by this way while it led elsewhere: nobody but this session is told of it by then. */
  async passOn(receipt: Receipt): Promise<void> {
    const row = this.#rows.get(receipt.route)
    if (!row || row.given !== null) return
    for (const { from: session } of row.back) {
      if (this.#core.ledger.state.earlier.includes(session)) continue
      await sessionOf(this.#core.env, receipt.workspace, session).receipt({ ...receipt, session })
    }
  }

  row(route: string): RouteRow | null {
    return this.#rows.get(route)
  }

  /** Other sessions this way has led to, which may have heard what is brought by it again. */
  othersOf(route: string, now: number): readonly string[] {
    const row = this.#rows.get(route)
    if (row === null) return []
    const earlier = row.link === null ? [] : this.#core.ledger.state.earlier
    const led = row.back.filter(({ until }) => until > now).map(({ from }) => from)
    return [...new Set([...led, ...earlier])]
  }

  /** What is known of a way, also of one that leads elsewhere now: what is owed goes out by it all the same. */
  standingOf(route: string): Route | null {
    const given = this.#rows.get(route)?.given
    return routeOf(this.#core.ledger.state, route) ?? (given && given.to !== null && !given.parted ? given.route : null)
  }

  /** @throws BatonError `sealed_gone` when nothing opens it any more. */
  async addressOf({ route, address }: RouteRow): Promise<Reached> {
    const known = this.#addresses.get(route) ?? (await this.#core.seals.openText(fieldOf(route), address))
    this.#addresses.set(route, known)
    return apart(known)
  }

  /** Good once. */
  takeReply(route: string, now: number): string | null {
    const reply = this.#replies.get(route)
    this.#replies.delete(route)
    return reply && reply.until > now ? reply.token : null
  }

  /** The customer has closed a way, or opened it again. False when it is not known here. */
  stand(route: string, standing: 'open' | 'blocked', now: number): boolean {
    const row = this.#rows.get(route)
    const known = routeOf(this.#core.ledger.state, route)
    if (row?.given) {
      // Heard where the way leads now: what this session held back may go out.
      const heard = standing === 'open' ? { heardAt: now, spent: 0 } : {}
      const given: Given = { ...row.given, route: { ...row.given.route, standing, ...heard } }
      this.#core.ctx.storage.transactionSync(() => {
        this.#rows.put({ ...row, given })
        if (standing === 'open') this.#core.delivering.release(route, now)
      })
      this.#core.duties.wake()
      return true
    }
    if (!row || !known) return false
    if (known.standing === standing) return true
    this.#core.commit([this.#changed(row, standing, 'stands')], {
      within: () => {
        if (standing === 'open') this.#core.delivering.release(route, now)
      },
    })
    return true
  }

  /** This session becomes the earlier segment of another: its ways lead there. Inside the transaction of what says so. */
  give(link: string, to: string, now: number): void {
    const routes = this.#here().flatMap((row) => {
      const route = routeOf(this.#core.ledger.state, row.route)
      if (!route) return []
      this.#rows.put({ ...row, given: { link, to, route }, back: [] })
      return [row.route]
    })
    if (routes.length > 0) this.#core.errands.giveRoutes({ link, to, routes }, now)
  }

  /** What says so in the log. */
  giving(link: string): EventDraft[] {
    return this.#here().map((row) => this.#changed(row, 'gone', link))
  }

  /**
   * Some of the ways lead to another session now, at Directory's word. One that was given on before does not come back. `parted`:
   * to somebody else's, so what is owed by it here fails.
   */
  handing(
    { link, to, routes, parted }: Pick<Asked<'giveRoutes'>, 'link' | 'to' | 'routes' | 'parted'>,
    now: number,
  ): { drafts: EventDraft[]; within: () => void } {
    const named = this.#rows.all().filter(({ route, given }) => routes.includes(route) && given?.to !== null)
    const own = named.flatMap((row) => {
      const route = row.given?.route ?? routeOf(this.#core.ledger.state, row.route)
      return route ? [{ row, route }] : []
    })
    const here = own.filter(({ row }) => row.given === null).map(({ row }) => row)
    return {
      drafts: here.map((row) => this.#changed(row, 'gone', link)),
      within: () => {
        for (const { row, route } of own) {
          if (parted && row.given !== null) this.#leave(row, link)
          else this.#rows.put({ ...row, given: { link, to, route, ...(parted && { parted }) }, back: [] })
        }
        if (here.length > 0) this.#core.errands.giveRoutes({ link, to, routes: here.map(({ route }) => route) }, now)
      },
    }
  }

  /** What another session is given by a link; null when that was taken back meanwhile. */
  async given(link: string, routes: readonly string[]): Promise<MovedRoute[]> {
    const moved: MovedRoute[] = []
    for (const each of routes) {
      const row = this.#rows.get(each)
      if (row?.given?.link !== link) continue
      const { channel, account, route } = row
      const { standing, heardAt, spent } = row.given.route
      moved.push({ channel, account, route, ...(await this.addressOf(row)), standing, heardAt, spent })
    }
    return moved
  }

  /** They have it: whoever was only to hand it over keeps nothing of it. */
  handed(link: string, routes: readonly string[]): void {
    for (const each of routes) {
      const row = this.#rows.get(each)
      if (row?.given?.link === link && row.given.parted) this.#leave(row, link)
    }
  }

  /** The link is taken back: what was given is here again, what it brought is gone. As the log says it, and as the rows have it. */
  undoing(link: string): { drafts: EventDraft[]; within: () => void } {
    const back = this.#rows.all().filter(({ given }) => given !== null && isBy(given.link, link) && given.to !== null)
    // Also one that was given on meanwhile: it does not come back here when that is undone in its turn.
    const away = this.#rows.all().filter((row) => isBy(row.link, link) && row.given?.to !== null)
    const seen = away.filter(({ given }) => given === null)
    return {
      drafts: [
        ...back.map((row) =>
          this.#changed(row, row.given?.route.standing ?? 'open', `${link}:undone`, row.given?.route),
        ),
        ...seen.map((row) => this.#changed(row, 'gone', `${link}:undone`)),
      ],
      within: () => {
        for (const row of back) this.#rows.put({ ...row, given: null, back: backFrom(row, Date.now()) })
        for (const row of away) this.#leave(row, link)
      },
    }
  }

  async take({ link, routes, heardIn = [] }: Asked<'takeRoutes'>): Promise<void> {
    const { ledger, seals } = this.#core
    const sealed = await Promise.all(
      routes.map(async ({ route, address, thread }) => ({
        route,
        address: await seals.sealText(fieldOf(route), together(address, thread)),
      })),
    )
    // It may have been taken back before it was told.
    if (ledger.find(SYSTEM, `${link}:undone`)) return
    const fresh = routes.filter(({ route }) => {
      const row = this.#rows.get(route)
      return !row || row.given !== null || row.link === null
    })
    const drafts = fresh.flatMap((moved) =>
      // Heard here meanwhile, it is known better here.
      routeOf(ledger.state, moved.route) ? [] : [this.#changed(moved, moved.standing, link, moved)],
    )
    const within = () => {
      for (const { channel, account, route } of fresh) {
        const address = sealed.find((each) => each.route === route)?.address
        if (!address) continue
        // It comes back from where it was given to.
        const back = backFrom(this.#rows.get(route) ?? { given: null, back: [] }, Date.now(), heardIn)
        this.#rows.put({ route, channel, account, address, link, given: null, back })
      }
      for (const { route } of routes) {
        const row = this.#rows.get(route)
        if (row && !fresh.some((each) => each.route === route))
          this.#rows.put({ ...row, back: backFrom(row, Date.now(), heardIn) })
      }
    }
    if (drafts.length > 0) this.#core.commit(drafts, { within })
    else this.#core.ctx.storage.transactionSync(within)
  }

  isEmpty(): boolean {
    return this.#rows.all().length === 0
  }

  /** Nobody is written to by it from here any more; what was owed by it fails. */
  #leave(row: RouteRow, link: string): void {
    const route = routeOf(this.#core.ledger.state, row.route)
    this.#addresses.delete(row.route)
    this.#replies.delete(row.route)
    const { channel, account } = row
    const stood = route ?? { id: row.route, channel, account, standing: 'open', heardAt: null, spent: 0 }
    this.#rows.put({ ...row, address: { kid: '', sealed: new Uint8Array() }, given: { link, to: null, route: stood } })
  }

  #here(): RouteRow[] {
    return this.#rows.all().filter(({ given }) => given === null)
  }

  /** Told of one that comes from elsewhere: `known` is how it stood there. */
  #changed(
    { route, channel, account }: Omit<RouteRef, 'address'>,
    standing: 'open' | 'blocked' | 'gone',
    why: string,
    known?: Pick<Route, 'heardAt' | 'spent'> & { speaks?: true },
  ): EventDraft {
    const { head } = this.#core.ledger.state
    return {
      kind: 'route.changed',
      // The log has grown whenever it changes again.
      id: `route:${route}:${head}:${why}`.slice(0, 200),
      by: SYSTEM,
      audience: 'staff',
      body: {
        route,
        channel,
        account,
        standing,
        ...(known && { heardAt: known.heardAt, spent: known.spent, ...(known.speaks && { speaks: known.speaks }) }),
      },
    }
  }
}

/**
 * What a channel calls them, when they are met by it, and the language it tells: both count for less than the host site. Null:
 * nothing new.
 */
function knownBy(known: Profile | null, { profile: told, locale, channel }: Met, isMet: boolean): Profile | null {
  const before = known ?? { ...told, name: null }
  const fields = {
    ...(told.name !== null && !(known && isMet) && { name: told.name }),
    ...(locale && (known === null || locale !== known.locale) && { locale }),
  }
  const after = mergeProfile(before, { by: 'channel', channel, at: Date.now(), fields })
  return known !== null && after.name === known.name && after.locale === known.locale ? null : after
}

const fieldOf = (route: string): string => `address:${route}`

/** Whether a link, or Directory for its sake, has brought it along. */
const isBy = (brought: string | null, link: string): boolean => brought === link || brought === `${link}.ways`

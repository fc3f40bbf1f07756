import type { ClientFrame, WayOn } from '@baton/protocol'
import { StaleToken } from '../channels/channel.ts'
import type { OpenAccount } from '../channels/rooms.ts'
import { type Speaker, speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { warn } from '../log.ts'
import { channelsOf, directoryOf } from '../rooms-of.ts'
import type { Core } from './core.ts'

type Frame<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>

/** Where else the customer of this session may go on, and what they bring from there. Directory decides; this asks it. */
export class Ways {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** With a code that connects whoever brings it there with this session. Without a channel there is none to ask for. */
  async list(ws: WebSocket, { req }: Frame<'ways'>): Promise<void> {
    const { env, sockets } = this.#core
    const { workspace, session } = this.#core.identity()
    try {
      // What a stub's types make of a tuple is none any more.
      const accounts = (await channelsOf(env, workspace).accounts()) as unknown as OpenAccount[]
      const { code, expiresAt } = await directoryOf(env, workspace).mintLinkCode({ session, on: 'widget' })
      const ways = await Promise.all(accounts.filter(({ isOn }) => isOn).map((account) => this.#wayOn(account, code)))
      sockets.send(ws, { type: 'ways', req, code, expiresAt, ways: ways.filter((way) => way !== null) })
    } catch (error) {
      warn('session.ways', error)
      sockets.fault(ws, 'unavailable', 'ways', req)
    }
  }

  /** A code from elsewhere, or the answer to being asked whether to be connected. */
  async connect(ws: WebSocket, { req, code, consents }: Frame<'connect'>): Promise<void> {
    const { env, sockets } = this.#core
    const { workspace, session } = this.#core.identity()
    if ((code === undefined) === (consents === undefined)) return sockets.fault(ws, 'frame_malformed', 'connect', req)
    const directory = directoryOf(env, workspace)
    const by = { session }
    try {
      const answer =
        consents === undefined
          ? await directory.redeemLinkCode({ code: code ?? '', by })
          : await directory.consentToLink({ by, consents })
      const { as } = answer ?? { as: 'unknown' as const }
      sockets.send(ws, { type: 'connected', req, as, ...(answer?.as === 'consent' && { with: answer.with }) })
    } catch (error) {
      warn('session.connect', error)
      sockets.fault(ws, 'unavailable', 'connect', req)
    }
  }

  /** Null where nobody can go on: a channel that takes no link and no typed code. One vendor that is down hides itself only. */
  async #wayOn(account: OpenAccount, code: string): Promise<WayOn | null> {
    const { id, channel, name } = account
    const speaker = speakerOf(account)
    if (!speaker?.channel.link) return null
    try {
      return { channel, account: id, name, href: await this.#link(speaker, code) }
    } catch (error) {
      warn('session.way', error)
      return { channel, account: id, name, href: null }
    }
  }

  /** A token that was good a moment ago may not be: another one is fetched, once. */
  async #link({ channel, account }: Speaker, code: string, stale?: string): Promise<string | null> {
    const { env } = this.#core
    const { workspace } = this.#core.identity()
    const asked = { account: account.id, ...(stale !== undefined && { stale }) }
    const token = channel.fetchToken ? await channelsOf(env, workspace).token(asked) : null
    try {
      return (await channel.link?.(code, account, toolsFor(env, { workspace, account: account.id, token }))) ?? null
    } catch (error) {
      if (!(error instanceof StaleToken) || token === null || stale !== undefined) throw error
      return this.#link({ channel, account }, code, token)
    }
  }
}

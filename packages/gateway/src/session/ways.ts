import type { ClientFrame, WayOn } from '@baton/protocol'
import type { OpenAccount } from '../channels/rooms.ts'
import { toolsFor } from '../channels/tools.ts'
import { warn } from '../log.ts'
import { channelsOf, directoryOf } from '../rooms-of.ts'
import { speakerOf } from './any-channel.ts'
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
    const { workspace } = this.#core.identity()
    const { id, channel, name } = account
    const speaker = speakerOf(account)
    if (!speaker?.channel.link) return null
    try {
      const token = speaker.channel.fetchToken
        ? await channelsOf(this.#core.env, workspace).token({ account: id })
        : null
      const tools = toolsFor(this.#core.env, { workspace, account: id, token })
      return { channel, account: id, name, href: await speaker.channel.link(code, speaker.account, tools) }
    } catch (error) {
      warn('session.way', error)
      return { channel, account: id, name, href: null }
    }
  }
}

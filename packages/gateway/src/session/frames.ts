import { CLOSE, type ClientFrame, clientFrame, LIMITS, PROTOCOL_VERSION } from '@baton/protocol'
import { may, operationOf, principalOf } from '@baton/relay/permissions'
import { partyOf } from '@baton/relay/session'
import { parseFrame } from '../durable/parse-frame.ts'
import { isStorageFull } from '../durable/storage-full.ts'
import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import { sessionOf } from '../rooms-of.ts'
import { Commands } from './commands.ts'
import type { Core } from './core.ts'
import { greet, pageFrame } from './greeting.ts'
import { announcePresence } from './presence.ts'
import { Ways } from './ways.ts'

type Frame<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>

/** What comes in by the sockets: each frame is refused with its own code, or served. */
export class SessionFrames {
  readonly #core: Core
  readonly #commands: Commands
  readonly #ways: Ways
  /** Nobody has been greeted since this object was brought to life. */
  #isFresh = true

  constructor(core: Core) {
    this.#core = core
    this.#commands = new Commands(core)
    this.#ways = new Ways(core)
  }

  async receive(ws: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const { sockets } = this.#core
    if (ws.readyState !== WebSocket.OPEN) return // what was on its way when we closed it
    if (!sockets.mayReceive(ws, Date.now())) return sockets.refuse(ws, 'rate_limited', CLOSE.rateLimited)
    const parsed = parseFrame(clientFrame, raw)
    if (parsed.ok) return this.#serve(ws, parsed.frame)
    const { code, of, id } = parsed
    if ((of === 'send' || of === 'upload') && id) return sockets.nack(ws, id, code)
    sockets.fault(ws, code, of)
    if (code === 'frame_too_large') ws.close(CLOSE.frameTooLarge, code)
  }

  async #serve(ws: WebSocket, frame: ClientFrame): Promise<void> {
    const { sockets } = this.#core
    const { greeted, actor } = sockets.of(ws)
    if (!greeted && frame.type !== 'hello') return sockets.fault(ws, 'hello_required', frame.type)
    if (!this.#core.mayRead(actor)) return sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
    // A command is refused where it is decided, with its id.
    if (frame.type !== 'send' && !may(principalOf(actor), operationOf(frame))) {
      return sockets.fault(ws, 'forbidden', frame.type)
    }
    switch (frame.type) {
      case 'hello':
        return this.#hello(ws, frame)
      case 'history':
        return this.#history(ws, frame)
      case 'send':
        return this.#commands.take(ws, frame)
      case 'signal':
        if (actor.role === 'agent' && frame.on) this.#core.signals.typing()
        return sockets.signal({ kind: 'typing', by: partyOf(actor), on: frame.on }, undefined, ws)
      case 'got':
        return sockets.got(ws, frame.seq)
      case 'read':
        return this.#read(ws, frame)
      case 'upload':
        return this.#upload(ws, frame)
      case 'file':
        return this.#file(ws, frame)
      case 'ways':
        return this.#ways.list(ws, frame)
      case 'connect':
        return this.#ways.connect(ws, frame)
      case 'call':
        return this.#core.calls.answer(ws, frame)
    }
  }

  #hello(ws: WebSocket, hello: Frame<'hello'>): void {
    const { sockets, ledger, duties } = this.#core
    const { actor, greeted } = sockets.of(ws)
    if (hello.v !== PROTOCOL_VERSION) return sockets.refuse(ws, 'version_unsupported', CLOSE.versionUnsupported)
    const { frames, caughtUp, resumed } = greet(
      hello,
      actor,
      this.#core.identity(),
      ledger,
      this.#core.live(),
      this.#core.horizonOf(actor),
      Date.now(),
    )
    for (const frame of frames) sockets.sendText(ws, frame)
    metrics.replays.add(resumed ? 'resumed' : 'tail')
    sockets.setLive(ws, caughtUp)
    if (!greeted) announcePresence(sockets, actor.role)
    // What was left undone when this object went down is taken up with the first who comes; its alarm would do it later.
    if (this.#isFresh) duties.wake()
    this.#isFresh = false
  }

  /** A page of this log, or of an earlier segment. A segment that is not ours is as one that is not there. */
  async #history(ws: WebSocket, { req, before, segment }: Frame<'history'>): Promise<void> {
    const { sockets, ledger } = this.#core
    const { actor } = sockets.of(ws)
    if (segment === undefined) {
      const page = ledger.log.before(before, actor.role, LIMITS.pageEvents, this.#core.horizonOf(actor))
      return sockets.sendText(ws, pageFrame('page', req, page))
    }
    const { workspace, session } = this.#core.identity()
    try {
      const page = ledger.state.earlier.includes(segment)
        ? await sessionOf(this.#core.env, workspace, segment).earlierPage({ reader: session, role: actor.role, before })
        : null
      // While the other was asked, this reader may have lost the right to read on.
      if (!this.#core.mayRead(actor)) return sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
      if (!page) return sockets.fault(ws, 'not_found', 'history', req)
      sockets.sendText(ws, pageFrame('page', req, page, segment))
    } catch (error) {
      warn('session.history', error)
      sockets.fault(ws, 'unavailable', 'history', req)
    }
  }

  #read(ws: WebSocket, { seq }: Frame<'read'>): void {
    const { sockets, ledger } = this.#core
    const side = sockets.of(ws).actor.role === 'customer' ? 'customer' : 'staff'
    if (seq > ledger.state.head || seq <= ledger.store.reads()[side]) return
    ledger.store.saveRead(side, seq)
    if (side === 'staff') this.#core.signals.read(seq)
    sockets.signal({ kind: 'read', by: side, seq }, undefined, ws)
  }

  async #upload(ws: WebSocket, frame: Frame<'upload'>): Promise<void> {
    const { files, sockets } = this.#core
    const { actor, page = '' } = sockets.of(ws)
    const { id } = frame
    try {
      const slot = await files.slot(actor, page, frame)
      if ('refused' in slot) return sockets.nack(ws, id, slot.refused, slot.retryAfterMs)
      sockets.send(ws, { type: 'slot', id, ...slot })
    } catch (error) {
      warn('session.upload', error)
      sockets.nack(ws, id, isStorageFull(error) ? 'storage_full' : 'unavailable')
    }
  }

  async #file(ws: WebSocket, { req, file, size }: Frame<'file'>): Promise<void> {
    const { files, sockets } = this.#core
    const { actor, page = '' } = sockets.of(ws)
    const link = await files.link(actor, page, { file, size })
    if (link) sockets.send(ws, { type: 'link', req, file, size, ...link })
    else sockets.fault(ws, 'not_found', 'file', req)
  }
}

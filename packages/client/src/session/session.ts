import type { ClientFrame, ServerFrame, SessionEvent, SessionView } from '@baton/protocol/wire'
import { createEmitter } from '../emitter.ts'
import { createIds } from '../ids.ts'
import { createDrain } from '../outbox/drain.ts'
import { commandOf, createOutbox } from '../outbox/outbox.ts'
import { isTooLarge } from '../outbox/size.ts'
import { resetLine, storeName } from '../outbox/store.ts'
import { type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError, networkProblem, problemOf, refusal } from '../problem.ts'
import { ATTEMPT_MS, createLink } from '../socket/link.ts'
import type { Admission, SessionClient, SessionClientEvents, SessionSnapshot } from '../types.ts'
import { idleSnapshot } from './idle.ts'
import { createOlder } from './older.ts'
import { createReceipts } from './receipts.ts'
import type { createReveals } from './reveals.ts'
import type { Segments } from './segments.ts'
import { createSync } from './sync.ts'
import { createOwnTyping, createPeerTyping } from './typing.ts'
import { foldDelta, foldEvent, foldRead, foldSignal } from './view.ts'
import type { staffWays } from './ways.ts'

export interface SessionOptions extends PlatformOptions {
  /** Asked for a fresh ticket on every attempt: `site.join` for a customer, `agentAdmission(…)` for an agent. */
  admit(): Promise<Admission>
  /**
   * Under which name this browser keeps unsent commands, and which its tabs share: the site key for a customer, the
   * session's id for an agent.
   */
  name: string
  /** The gateway took back what this device had: give `site.reset`, so that nothing of it is kept. */
  onRevoked?(): void
  /** Lets an agent look at originals. Customers never may, so their pages need not load it. */
  reveals?: typeof createReveals
  /** Keeps up with the ways to the customer, which only staff are told. */
  ways?: typeof staffWays
}

/** A session as one participant lives it: the log without holes, what follows from it, and an outbox that survives. */
export function createSession(options: SessionOptions): SessionClient {
  const platform = platformOf(options)
  const name = storeName(options.name)
  const emitter = createEmitter<SessionClientEvents>()
  const seen = new Set<string>()
  /** Commands with an event in the log: a copy of one in the store is out of date. */
  const done = new Set<string>()
  let snapshot = idleSnapshot
  /** The view holds everything up to here. */
  let viewHead = 0
  let clockSample: number | null = null
  let stopHello = () => {}
  let resets: ReturnType<typeof platform.channel> | null = null
  let address = ''

  function set(change: Partial<SessionSnapshot>) {
    snapshot = { ...snapshot, ...change }
    emitter.emit('change', snapshot)
  }

  const newId = createIds(platform)
  const outbox = createOutbox({
    name,
    platform,
    newId,
    isDone: (id) => done.has(id),
    onChange(pending, refused) {
      set({ pending })
      for (const send of refused) emitter.emit('refused', send)
      drain.poke()
    },
  })

  const drain = createDrain({
    name,
    platform,
    outbox,
    send: ({ id, command }) => send({ type: 'send', id, body: command }),
  })

  const link = createLink({
    platform,
    async admit() {
      const [admission] = await Promise.all([options.admit(), outbox.ready])
      outbox.open()
      address = admission.url
      return admission
    },
    onOpen: () => sync.hello(),
    onFrame: (frame) => receive(frame as ServerFrame),
    onChange(connection, problem) {
      if (connection !== 'online') {
        stopHello()
        sync.stop()
        drain.stop()
        older.stop()
        reveals?.stop()
        ownTyping.forget()
        peerTyping.clear()
      }
      set(connection === 'online' ? { connection, problem } : { connection, problem, peerOnline: null })
      if (connection === 'refused' && problem?.code === 'revoked') options.onRevoked?.()
      if (connection === 'offline' && problem?.code === 'erased') beginAnew()
    },
  })

  const sync = createSync({
    send(frame) {
      if (frame.type === 'hello') {
        stopHello()
        stopHello = platform.after(ATTEMPT_MS, link.drop)
      }
      link.send(frame)
    },
    onBroken: link.drop,
    onAdded(added) {
      clock(added.at(-1)?.at ?? 0)
      take(added, { view: snapshot.view && foldAll(snapshot.view, added) })
      receipts.arrived(sync.log.last, added.length, false)
    },
    onResumed(welcome, added, isCaughtUp) {
      stopHello()
      const owner = `${welcome.session}/${welcome.you.role}:${welcome.you.id}`
      outbox.own(owner, welcome.you.role === 'customer' ? welcome.state.earlier : [])
      link.welcomed()
      // The welcome's state stands at its head; what came live while it was on its way is newer.
      viewHead = welcome.head
      clock(welcome.now)
      take(added, { you: welcome.you, view: foldAll(welcome.state, sync.log.events) })
      if (!welcome.resumed) forgetUnheld()
      receipts.restart(welcome.state.reads[welcome.you.role === 'customer' ? 'customer' : 'staff'])
      receipts.arrived(sync.log.last, added.length, true)
      if (isCaughtUp) outbox.reached(Number.POSITIVE_INFINITY)
      drain.start()
    },
  })

  const receipts = createReceipts(send)
  const older = createOlder(platform)
  const reveals = options.reveals?.(platform, newId, send)
  /** Loaded with the first page of an earlier segment: most customers have none. */
  let segments: Segments | null = null
  const ownTyping = createOwnTyping(platform, (on) => send({ type: 'signal', kind: 'typing', on }))
  const peerTyping = createPeerTyping(platform, (typing) => set({ typing }))

  function send(frame: ClientFrame): boolean {
    return link.send(frame)
  }

  const foldOne = (view: SessionView, event: SessionEvent): SessionView =>
    options.ways?.(foldEvent(view, event), event) ?? foldEvent(view, event)

  const foldAll = (view: SessionView, events: readonly SessionEvent[]): SessionView =>
    events.filter((event) => event.seq > viewHead).reduce(foldOne, view)

  const linkedTo = (view: SessionView | null) => view?.earlier ?? []

  /** What there is before the log, and what of it is held. */
  function before(view: SessionView | null): Pick<SessionSnapshot, 'hasOlder' | 'earlier'> {
    const linked = linkedTo(view)
    const hasOlder = sync.log.base > 0 || (segments ? segments.next(linked) !== null : linked.length > 0)
    return linked.length > 0 || snapshot.earlier ? { hasOlder, earlier: segments?.read(linked) ?? [] } : { hasOlder }
  }

  function drop() {
    outbox.forget()
    sync.forget()
    segments = null
    seen.clear()
    done.clear()
    viewHead = 0
  }

  /** The session was erased: nothing of it stays on the page or the device. The next attempt begins another one. */
  function beginAnew() {
    const { connection, problem } = snapshot
    drop()
    set({ ...idleSnapshot, connection, problem })
    void platform.store(name).then((store) => store.clear())
  }

  /** This device was forgotten, here or in another tab. Why it was refused, if it was, is still to be seen. */
  function forget() {
    const { connection, problem } = snapshot
    if (connection !== 'refused') link.close()
    drop()
    set(connection === 'refused' ? { ...idleSnapshot, connection, problem } : idleSnapshot)
  }

  /** What the gateway says of its time is never newer than the moment it reaches us: the greatest difference is nearest. */
  function clock(at: number) {
    clockSample = Math.max(clockSample ?? Number.NEGATIVE_INFINITY, at - platform.now())
  }

  /** The log has grown: shows it whole, settles what was pending, then tells of the events one by one. */
  function take(added: SessionSnapshot['events'], change: Partial<SessionSnapshot>) {
    const { log } = sync
    set({ ...change, events: log.events, ...before(change.view ?? snapshot.view), clockOffsetMs: clockSample ?? 0 })
    const cursor = outbox.cursor()
    const fresh = added.filter(
      (event) => !seen.has(event.id) && !(cursor && cursor.epoch === log.epoch && event.seq <= cursor.seq),
    )
    for (const event of added) {
      seen.add(event.id)
      done.add(commandOf(event.id))
      drain.done(commandOf(event.id))
      if (event.kind === 'message') peerTyping.hear(event.by, false)
      // Whoever still types says so again; a bot that was looking something up does not.
      if (event.kind === 'baton.passed') peerTyping.clear()
    }
    outbox.reached(log.last)
    if (log.epoch !== null && fresh.length > 0) outbox.mark({ epoch: log.epoch, seq: log.last })
    for (const event of fresh) emitter.emit('event', event)
  }

  /** A log that was rewound gives ids of events that are gone to others, which are news. */
  function forgetUnheld() {
    const held = new Set(sync.log.events.map(({ id }) => id))
    for (const id of seen) if (!held.has(id)) seen.delete(id)
  }

  function receive(frame: ServerFrame) {
    emitter.emit('frame', frame)
    const { view } = snapshot
    switch (frame.type) {
      case 'welcome':
        return sync.welcome(frame)
      case 'replay':
        return sync.replay(frame)
      case 'event':
        return sync.event(frame)
      case 'behind':
        return sync.behind()
      case 'page':
        if (!older.arrived(frame.req)) return
        if (frame.segment === undefined) sync.page(frame)
        else segments?.page(frame.segment, frame.entries)
        for (const event of sync.log.events) done.add(commandOf(event.id))
        return set({ events: sync.log.events, ...before(view) })
      case 'ack':
        drain.acked(frame.id, frame.seq)
        return outbox.reached(sync.log.last)
      case 'revealed':
        return reveals?.revealed(frame.id, frame)
      case 'nack':
        if (reveals?.refused(frame.id, problemOf(frame))) return
        return drain.refused(frame.id, problemOf(frame), frame.retryAfterMs)
      case 'delta': {
        const next = view && foldDelta(view, snapshot.events, frame)
        if (next !== view) set({ view: next })
        return
      }
      case 'signal':
        return hear(frame.signal)
      case 'fault':
        return fault(frame)
    }
  }

  function hear(signal: Extract<ServerFrame, { type: 'signal' }>['signal']) {
    if (signal.kind === 'typing') return peerTyping.hear(signal.by, signal.on)
    if (signal.kind === 'presence') {
      const peer = snapshot.you?.role === 'agent' ? 'customer' : 'staff'
      if (signal.who === peer) set({ peerOnline: signal.online })
      return
    }
    const view = snapshot.view && foldSignal(snapshot.view, signal)
    if (view !== snapshot.view) set({ view })
  }

  function fault(frame: Extract<ServerFrame, { type: 'fault' }>) {
    const problem = problemOf(frame)
    const sent = frame.of === 'send' ? drain.inFlight() : null
    // A send whose id could not be read would be refused again on every attempt.
    if (sent) drain.refused(sent, problem)
    older.failed(frame.req, problem)
    set({ problem })
  }

  return {
    get snapshot() {
      return snapshot
    },
    on: emitter.on,
    connect() {
      resets ??= platform.channel(resetLine(name), forget)
      link.connect()
    },
    send(command) {
      const problem = isTooLarge(command) ? refusal('frame_too_large', 'The message is too large.') : null
      if (command.kind === 'message') ownTyping.forget()
      return outbox.add(command, problem)
    },
    retry: outbox.retry,
    discard: outbox.discard,
    typing(on) {
      if (snapshot.connection === 'online') ownTyping.stroke(on)
    },
    read(seq) {
      const { you, view } = snapshot
      const shown = Math.min(seq, sync.log.last)
      if (!you || !view || !receipts.read(shown)) return
      set({ view: foldRead(view, you.role === 'customer' ? 'customer' : 'staff', shown) })
    },
    reveal: (request) => reveals?.ask(request) ?? Promise.reject(new BatonError(refusal('forbidden', 'Not here.'))),
    async loadOlder() {
      if (!snapshot.hasOlder) return
      if (snapshot.connection !== 'online') throw new BatonError(networkProblem)
      if (sync.log.base > 0) return older.load(() => sync.history())
      const { createSegments } = await import('./segments.ts').catch(() => {
        throw new BatonError(networkProblem)
      })
      segments ??= createSegments()
      const next = segments.next(linkedTo(snapshot.view))
      if (next) await older.load(() => sync.history(next))
    },
    tell: send,
    get address() {
      return address
    },
    close() {
      link.close()
      outbox.close()
      resets?.close()
      resets = null
    },
  }
}

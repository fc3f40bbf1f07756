import {
  type AgentFace,
  CALL_LIMITS,
  type CallClientFrame,
  type CallEnd,
  type CallServerFrame,
  type CallTicket,
  type CallView,
  CLOSE,
  callClientFrame,
  decodeAudio,
  type SessionEvent,
  type SessionView,
} from '@baton/protocol'
import {
  afterEvent,
  hearEachOther,
  hearsBot,
  holdsSession,
  isBridged,
  isHeld,
  isListenedTo,
  type Lines,
  phaseOf,
  type Standing,
  standingOf,
} from '@baton/relay/call'
import { parseFrame } from '../durable/parse-frame.ts'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import { BotTrack } from './bot-track.ts'
import { Leg, refuse } from './leg.ts'
import type { Ear, Reception } from './reception.ts'
import { SessionLine } from './session-line.ts'
import type { OpenTalk } from './talk.ts'
import { noTalk, talkHost } from './talk-host.ts'
import type { openTalk } from './talk-of.ts'

type Frame<T extends CallClientFrame['type']> = Extract<CallClientFrame, { type: T }>

const BEAT_MS = 1_000
/** Who says nothing at all for so long, not even that they are silent, is gone, though nobody has told us. */
const SILENT_MS = 20_000
/** The session is given this long to hear that the call is over. */
const FAREWELL_MS = 5_000

/** A call while it goes on: who is on the line, who hears whom, and what the session says of it. */
export class Exchange {
  readonly #env: Env
  readonly #ticket: CallTicket
  readonly #reception: Reception
  readonly #line: SessionLine
  readonly #track: BotTrack
  readonly #talkOf: typeof openTalk
  readonly #ended: () => void
  readonly #timer: ReturnType<typeof setInterval>
  /** `customer`, and `agent:<id>` for each agent. */
  readonly #legs = new Map<string, Leg>()
  /** Whom a welcome is owed, until the session and the conversation are there. */
  readonly #unwelcomed = new Map<Leg, { isResumed: boolean }>()
  readonly #told = new WeakMap<Leg, string>()
  #standing: Standing = { holder: 'bot', fence: 0, agent: null, status: 'ringing' }
  #call: CallView | null = null
  /** Since when there is no session to speak to; null while there is. */
  #downSince: number | null = Date.now()
  #customerGoneSince = Date.now()
  #talk: OpenTalk = noTalk()
  #talkOpens: Promise<void> | null = null
  /** The conversation hears of nothing before the call began. */
  #hasBegun = false
  #hasAnswered = false
  #bridgedFence: number | null = null
  #isEnding = false
  #isOver = false

  constructor(env: Env, ticket: CallTicket, reception: Reception, talkOf: typeof openTalk, ended: () => void) {
    this.#env = env
    this.#ticket = ticket
    this.#reception = reception
    this.#talkOf = talkOf
    this.#ended = ended
    this.#line = new SessionLine(env, ticket, {
      standing: (view) => this.#stand(view),
      seen: (frame) => this.#see(frame),
      caughtUp: (view) => this.#caughtUp(view),
      over: () => this.#over(this.#standing.reason ?? 'failed'),
    })
    this.#track = new BotTrack({
      now: Date.now,
      later: (run, ms) => void setTimeout(() => this.#isOver || run(), ms),
      may: (fence) => this.#mayPlay(fence),
      send: (frame) => this.#customer?.sendAudio(frame),
      clear: (gen) => this.#customer?.send({ type: 'clear', gen }),
    })
    this.#timer = setInterval(() => this.#beat(Date.now()), BEAT_MS)
    this.#line.open()
  }

  get #customer(): Leg | null {
    return this.#legs.get('customer') ?? null
  }

  /** The line of the agent who holds the session, else of one who waits to. */
  get #agent(): Leg | null {
    const holders = this.#legs.get(this.#standing.holder)
    return holders ?? [...this.#legs.values()].find(({ who }) => who === 'agent') ?? null
  }

  get #lines(): Lines {
    return { customer: this.#customer, agent: this.#agent }
  }

  /** Somebody is on the line, for the first time or again. */
  greet(ticket: CallTicket, hello: Frame<'hello'>, socket: WebSocket): Ear {
    const now = Date.now()
    const key = ticket.role === 'customer' ? 'customer' : `agent:${ticket.participant}`
    const before = this.#legs.get(key)
    const isResumed = before !== undefined && hello.resume === before.token
    if (before?.isOpen) refuse(before.socket, 'call_busy', CLOSE.callOver)
    const leg = isResumed ? before : new Leg(ticket, socket, now)
    if (isResumed) leg.resume(socket, now)
    this.#legs.set(key, leg)
    this.#told.delete(leg)
    this.#unwelcomed.set(leg, { isResumed })
    if (leg.who === 'customer') this.#openTalk(hello)
    this.#welcomeAll()
    return {
      heard: (data) => {
        if (leg.socket === socket) this.#hear(leg, data)
      },
      gone: () => {
        if (leg.socket !== socket || !this.#legs.has(key)) return
        leg.drop(Date.now())
        this.#changed()
      },
    }
  }

  #openTalk({ engines }: Frame<'hello'>): void {
    const { workspace, session, call, locale } = this.#ticket
    const own = { recognises: false, speaks: false }
    const opening = { env: this.#env, workspace, session, call, locale, engines: engines ?? own }
    this.#talkOpens ??= this.#talkOf(this.#host, opening)
      .then((talk) => {
        this.#talk = talk
        if (this.#isOver) talk.talk.end()
      })
      .catch((error) => warn('call.talk', error))
  }

  readonly #host = talkHost({
    now: Date.now,
    startedAt: () => this.#call?.at ?? Date.now(),
    next: () => this.#track.next(this.#standing.fence),
    track: () => this.#track,
    toCustomer: (frame) => this.#customer?.send(frame),
    toAgent: (frame) => {
      if (isBridged(this.#standing, this.#lines)) this.#agent?.send(frame)
    },
    call: () => this.#ticket.call,
    send: (body) => this.#line.send(body),
    mayRequest: () => this.#standing.holder === 'bot',
    hangUp: () => this.#end('hung_up'),
  })

  /** Who has come is told how the call stands, once that is known. */
  #welcomeAll(): void {
    if (!this.#call || this.#isOver) return
    for (const [leg, { isResumed }] of this.#unwelcomed) {
      this.#unwelcomed.delete(leg)
      if (leg.who === 'agent') this.#welcome(leg, isResumed)
      else void this.#talkOpens?.then(() => this.#welcome(leg, isResumed))
    }
  }

  #welcome(leg: Leg, resumed: boolean): void {
    const call = this.#call
    if (!call || this.#isOver) return
    const { recognises, speaks, talk } = this.#talk
    leg.send({
      type: 'welcome',
      v: 1,
      call: call.id,
      you: leg.who,
      direction: call.direction,
      resume: leg.token,
      resumeMs: CALL_LIMITS.resumeMs,
      resumed,
      codec: 'pcm16',
      recognises,
      speaks,
      locale: this.#ticket.locale,
      startedAt: call.at,
      now: Date.now(),
    })
    if (leg.who === 'customer' && !this.#hasAnswered) {
      this.#hasAnswered = true
      talk.baton(this.#standing.holder === 'bot', this.#standing.fence)
      if (this.#standing.status === 'ringing') this.#say({ kind: 'call.answer', call: call.id })
    }
    this.#changed()
  }

  #stand(view: SessionView): void {
    const before = this.#standing
    const { reason } = before
    const isFirst = this.#call === null
    // What was missed follows, and says itself when the call has ended.
    const status = view.call?.id === this.#ticket.call ? view.call.status : before.status
    this.#standing = { ...standingOf(view), status, ...(reason && { reason }) }
    if (view.call?.id === this.#ticket.call) this.#call = view.call
    if (!isFirst && this.#standing.fence !== before.fence) this.#passed(before)
  }

  #caughtUp(view: SessionView): void {
    this.#downSince = null
    if (view.call?.id !== this.#ticket.call) return this.#over(this.#standing.reason ?? 'lost')
    this.#hasBegun = true
    this.#welcomeAll()
    this.#changed()
  }

  #see(frame: Parameters<OpenTalk['talk']['seen']>[0]): void {
    if (this.#isOver) return
    if (frame.type === 'event') this.#follow(frame.event)
    if (this.#hasBegun && !this.#isOver) this.#talk.talk.seen(frame)
  }

  #follow(event: SessionEvent): void {
    const before = this.#standing
    this.#standing = afterEvent(before, this.#ticket.call, event)
    if (event.kind === 'call.started' && event.body.call === this.#ticket.call) this.#hasBegun = true
    if (event.kind === 'call.answered' && this.#call && event.body.call === this.#call.id) {
      this.#call = { ...this.#call, status: 'live', at: event.at }
      this.#customerGoneSince = Date.now()
    }
    if (this.#standing.fence !== before.fence) this.#passed(before)
    if (this.#standing.status === 'ended') return this.#over(this.#standing.reason ?? 'lost')
    if (this.#standing !== before) this.#changed()
  }

  /** The baton has moved on: what the bot was saying is over, and so is the line of the agent who had it. */
  #passed(before: Standing): void {
    const { holder, fence } = this.#standing
    for (const [key, leg] of this.#legs) {
      if (leg.who !== 'agent' || key === holder) continue
      if (key !== before.holder && !holder.startsWith('agent:')) continue
      this.#legs.delete(key)
      refuse(leg.socket, 'not_holder', CLOSE.callOver)
    }
    this.#track.pump()
    this.#talk.talk.baton(holder === 'bot', fence)
  }

  #mayPlay(fence: number): 'play' | 'wait' | 'drop' {
    const standing = this.#standing
    if (standing.status === 'ended' || fence !== standing.fence || standing.holder.startsWith('agent:')) return 'drop'
    return this.#customer?.isOpen && hearsBot(standing, this.#lines, fence) ? 'play' : 'wait'
  }

  #hear(leg: Leg, data: string | ArrayBuffer): void {
    if (this.#isOver) return
    const counted = leg.count(Date.now())
    if (counted !== 'taken') {
      metrics.callFrames.add('dropped')
      if (counted === 'flood') this.#sendAway(leg, 'rate_limited', CLOSE.rateLimited)
      return
    }
    if (sizeOf(data) > CALL_LIMITS.frameBytes) return this.#sendAway(leg, 'frame_too_large', CLOSE.frameTooLarge)
    if (typeof data !== 'string') return this.#audio(leg, data)
    const parsed = parseFrame(callClientFrame, data)
    if (parsed.ok) this.#control(leg, parsed.frame)
    else leg.fault(parsed.code, parsed.of)
  }

  #sendAway(
    leg: Leg,
    code: 'rate_limited' | 'frame_too_large',
    close: (typeof CLOSE)['rateLimited' | 'frameTooLarge'],
  ) {
    refuse(leg.socket, code, close)
    leg.drop(Date.now())
    this.#changed()
  }

  #audio(leg: Leg, data: ArrayBuffer): void {
    const frame = decodeAudio(data)
    if (frame?.codec !== 'pcm16' || !leg.follows(frame)) return metrics.callFrames.add('dropped')
    const from = leg.who
    const lines = this.#lines
    // An agent who does not hold the session is on no line of these.
    const isOther = from === 'agent' && leg !== this.#agent
    if (!isOther && hearEachOther(this.#standing, lines, from)) {
      metrics.callFrames.add('relayed')
      const other = from === 'customer' ? this.#agent : this.#customer
      other?.sendAudio(data)
    } else metrics.callFrames.add('unheard')
    if (isOther || frame.kind !== 'audio' || !isListenedTo(this.#standing, lines, from)) return
    const { buffer, byteOffset, byteLength } = frame.payload
    this.#talk.talk.heard(from, new Int16Array(buffer, byteOffset, byteLength >> 1), leg.speech(frame))
  }

  #control(leg: Leg, frame: CallClientFrame): void {
    const { talk } = this.#talk
    switch (frame.type) {
      case 'hello':
        return leg.fault('frame_malformed', 'hello')
      case 'ping':
        return leg.send({ type: 'pong', t0: frame.t0, t1: Date.now() })
      case 'mute':
        leg.muted = frame.on
        return this.#changed()
      case 'hold':
        leg.held = frame.on
        return this.#changed()
      case 'stats':
        metrics.callRoundTrips.observe(frame.rttMs / 1_000)
        return metrics.callConcealed.observe(frame.concealed)
      case 'end':
        return this.#hangUp(leg)
    }
    // The rest is the customer's.
    if (leg.who !== 'customer') return leg.fault('forbidden', frame.type)
    switch (frame.type) {
      case 'dtmf':
        if (frame.key === '0') this.#host.requestPerson()
        return talk.dtmf(frame.key)
      case 'barge':
        return talk.bargedIn(frame.gen, frame.playedMs)
      case 'played':
        return talk.played(frame.gen, frame.playedMs, frame.whole)
      case 'heard': {
        const { turn, text, final, startMs, endMs } = frame
        if (isListenedTo(this.#standing, this.#lines, 'customer'))
          talk.understood({ turn, text, final, startMs, endMs })
        return
      }
    }
  }

  #hangUp(leg: Leg): void {
    const { status } = this.#standing
    if (leg.who === 'customer') return this.#end(status === 'ringing' ? 'declined' : 'hung_up', 'customer')
    if (holdsSession(this.#standing, leg)) return this.#end('hung_up', 'agent')
    this.#legs.delete(`agent:${leg.id}`)
    leg.close(CLOSE.callOver, 'no_call')
  }

  /** Something has changed of who is there and who may speak. */
  #changed(): void {
    if (this.#isOver || !this.#call) return
    const lines = this.#lines
    this.#talk.talk.held(isHeld(lines, this.#standing))
    if (this.#customer?.isOpen) this.#customerGoneSince = Date.now()
    for (const leg of this.#legs.values()) if (!this.#unwelcomed.has(leg)) this.#tell(leg)
    this.#track.pump()
    const { fence } = this.#standing
    if (!isBridged(this.#standing, lines) || this.#bridgedFence === fence) return
    this.#bridgedFence = fence
    this.#say({ kind: 'call.bridge', call: this.#ticket.call })
  }

  /** How the call stands, to one who does not know yet. */
  #tell(leg: Leg): void {
    const text = JSON.stringify(this.#stateFor(leg))
    if (!leg.isOpen || this.#told.get(leg) === text) return
    this.#told.set(leg, text)
    leg.send(JSON.parse(text))
  }

  #stateFor(leg: Leg): CallServerFrame {
    const { fence, reason, status, holder, agent } = this.#standing
    const other = leg.who === 'customer' ? this.#agent : this.#customer
    const face: AgentFace | null = holder.startsWith('agent:') ? agent : null
    return {
      type: 'state',
      phase: phaseOf(this.#standing, this.#lines),
      fence,
      agent: face,
      muted: other?.muted === true && (leg.who === 'agent' || holdsSession(this.#standing, this.#agent)),
      ...(status === 'ended' && reason && { reason }),
    }
  }

  /** Said for the call itself; what refuses it shows in the log. */
  #say(body: Parameters<SessionLine['send']>[0]): void {
    this.#line.send(body).catch((error) => warn('call.say', error, { kind: body.kind }))
  }

  #beat(now: number): void {
    this.#reception.sweep(now)
    this.#line.beat(now)
    if (this.#line.isUp) this.#downSince = null
    else this.#downSince ??= now
    if (this.#downSince !== null && now - this.#downSince > CALL_LIMITS.resumeMs) return this.#over('failed')
    for (const [key, leg] of this.#legs) {
      if (leg.isOpen && now - leg.heardAt > SILENT_MS) {
        leg.close(CLOSE.restarting, 'unavailable')
        leg.drop(now)
        this.#changed()
      }
      if (leg.who === 'agent' && leg.droppedAt !== null && now - leg.droppedAt > CALL_LIMITS.resumeMs) {
        this.#legs.delete(key)
        this.#changed()
      }
    }
    const { status } = this.#standing
    const isNobodyHere = this.#legs.size === 0 && this.#reception.isEmpty
    if (this.#customer?.isOpen) this.#customerGoneSince = now
    if (now - this.#customerGoneSince <= CALL_LIMITS.resumeMs) return
    if (status === 'live' || isNobodyHere) this.#end('lost')
  }

  #end(reason: CallEnd, by?: 'customer' | 'agent'): void {
    if (this.#isEnding || this.#isOver) return
    this.#isEnding = true
    this.#say({ kind: 'call.end', call: this.#ticket.call, reason, ...(by && { by }) })
    setTimeout(() => this.#over(reason), FAREWELL_MS)
  }

  #over(reason: CallEnd): void {
    if (this.#isOver) return
    this.#standing = { ...this.#standing, status: 'ended', reason }
    for (const leg of this.#legs.values()) {
      this.#tell(leg)
      leg.close(CLOSE.callOver, 'no_call')
    }
    this.#isOver = true
    clearInterval(this.#timer)
    this.#reception.close()
    this.#talk.talk.end()
    this.#line.close()
    this.#ended()
  }
}

/** UTF-8 needs at most three bytes per UTF-16 unit; what could be too long counts as if it were. */
const sizeOf = (data: string | ArrayBuffer): number =>
  typeof data === 'string'
    ? data.length * 3 <= CALL_LIMITS.frameBytes
      ? 0
      : new TextEncoder().encode(data).byteLength
    : data.byteLength

import {
  CALL_LIMITS,
  type CallClientFrame,
  type CallEnd,
  type CallTicket,
  type CallView,
  CLOSE,
  type SessionEvent,
  type SessionView,
} from '@baton/protocol'
import { afterEvent, hearsBot, holdsSession, isBridged, isHeld, type Standing, standingOf } from '@baton/relay/call'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { sessionOf } from '../rooms-of.ts'
import { BotTrack } from './bot-track.ts'
import { Leg, refuse } from './leg.ts'
import { LegFrames } from './leg-frames.ts'
import { Legs } from './legs.ts'
import type { Ear, Reception } from './reception.ts'
import { Recording } from './recording.ts'
import { SessionLine } from './session-line.ts'
import type { OpenTalk } from './talk.ts'
import { noTalk, talkHost } from './talk-host.ts'
import type { openTalk } from './talk-of.ts'
import { Welcomes } from './welcomes.ts'
import { Whisper } from './whisper.ts'

/** What a ticket says of the call, and not of who comes by it. */
export type CallSeat = Omit<
  CallTicket,
  'role' | 'participant' | 'name' | 'origin' | 'device' | 'grant' | 'jti' | 'expiresAt'
>

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
  readonly #legs = new Legs(() => this.#standing)
  readonly #frames: LegFrames
  readonly #recording: Recording
  readonly #welcomes: Welcomes
  readonly #whisper: Whisper
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
      send: (frame) => {
        this.#legs.customer?.sendAudio(frame)
        this.#recording.sent(frame)
      },
      clear: (gen) => this.#legs.customer?.send({ type: 'clear', gen }),
    })
    this.#recording = new Recording(env, ticket, {
      startedAt: () => this.#call?.at ?? Date.now(),
      channel: () => this.#call?.channel,
      legs: this.#legs,
      say: (body) => this.#say(body),
    })
    this.#frames = new LegFrames({
      legs: this.#legs,
      standing: () => this.#standing,
      talk: () => this.#talk.talk,
      changed: () => this.#changed(),
      requestPerson: () => this.#host.requestPerson(),
      endWhisper: (leg) => this.#whisper.end(leg),
      hangUp: (leg) => this.#hangUp(leg),
      record: (who, samples) => this.#recording.heard(who, samples),
      consent: (leg, granted) => this.#recording.answer(leg, granted),
    })
    this.#welcomes = new Welcomes({
      legs: this.#legs,
      locale: ticket.locale,
      standing: () => this.#standing,
      call: () => this.#call,
      talk: () => this.#talk,
      talkOpens: () => this.#talkOpens,
      isOver: () => this.#isOver,
      welcomed: (leg, resumed) => this.#welcomed(leg, resumed),
    })
    this.#whisper = new Whisper({
      voice: () => this.#talk.voice,
      brief: () => sessionOf(env, ticket.workspace, ticket.session).whisper({ call: ticket.call }),
      changed: () => this.#changed(),
    })
    this.#timer = setInterval(() => this.#beat(Date.now()), BEAT_MS)
    this.#line.open()
  }

  /** Somebody is on the line, for the first time or again. */
  greet(ticket: CallTicket, hello: Frame<'hello'>, socket: WebSocket): Ear {
    const now = Date.now()
    const before = this.#legs.of(ticket)
    const isResumed = before !== undefined && hello.resume === before.token
    if (before?.isOpen) refuse(before.socket, 'call_busy', CLOSE.callOver)
    const leg = isResumed ? before : new Leg(ticket, hello, socket, now)
    if (isResumed) leg.resume(socket, now)
    this.#legs.put(leg)
    if (leg.who === 'customer') this.#openTalk(hello)
    this.#welcomes.owe(leg, isResumed)
    return {
      heard: (data) => {
        if (leg.socket === socket && !this.#isOver) this.#frames.receive(leg, data)
      },
      gone: () => {
        if (leg.socket !== socket || !this.#legs.has(leg)) return
        leg.drop(Date.now())
        this.#changed()
      },
    }
  }

  seatOf(agent: string, of: string): CallSeat | null {
    const { room, workspace, session, call, direction, customer, locale, recording } = this.#ticket
    if (this.#isOver || session !== of || !this.#legs.of({ role: 'agent', participant: agent })) return null
    return { room, workspace, session, call, direction, customer, locale, ...(recording && { recording }) }
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
    toCustomer: (frame) => this.#legs.customer?.send(frame),
    toAgents: (frame) => {
      const { lines } = this.#legs
      for (const seat of ['agent', 'colleague'] as const)
        if (isBridged(this.#standing, lines, seat)) this.#legs[seat]?.send(frame)
    },
    call: () => this.#ticket.call,
    send: (body) => this.#line.send(body),
    asked: () => this.#asked(),
    mayRequest: () => this.#standing.holder === 'bot',
    recording: () => this.#recording,
    hangUp: () => this.#end('hung_up'),
  })

  #welcomed(leg: Leg, resumed: boolean): void {
    const { status, holder, fence } = this.#standing
    this.#recording.tell(leg)
    if (leg.who === 'customer' && !this.#hasAnswered) {
      this.#hasAnswered = true
      this.#talk.talk.baton(holder === 'bot', fence)
      leg.isAsked = this.#ticket.direction === 'out' && holder.startsWith('agent:') && this.#talk.talk.called()
      if (status === 'ringing') this.#say({ kind: 'call.answer', call: this.#ticket.call })
    }
    // A colleague who is on the line says it themself.
    if (leg.wantsWhisper && !resumed && status === 'live' && !this.#legs.colleague) this.#whisper.begin(leg)
    this.#changed()
  }

  /** Who was called speaks with the agent now. */
  #asked(): void {
    const { customer } = this.#legs
    if (!customer?.isAsked) return
    customer.isAsked = false
    this.#changed()
  }

  #stand(view: SessionView): void {
    const before = this.#standing
    const { reason } = before
    const isFirst = this.#call === null
    // What was missed follows, and says itself when the call has ended.
    const status = view.call?.id === this.#ticket.call ? view.call.status : before.status
    this.#standing = { ...standingOf(view), status, ...(reason && { reason }) }
    if (view.call?.id === this.#ticket.call) {
      this.#call = view.call
      this.#recording.stand(view.call.recorded)
    }
    if (!isFirst && this.#standing.fence !== before.fence) this.#passed(before)
  }

  #caughtUp(view: SessionView): void {
    this.#downSince = null
    if (view.call?.id !== this.#ticket.call) return this.#over(this.#standing.reason ?? 'lost')
    this.#hasBegun = true
    this.#welcomes.give()
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
    if (event.kind === 'call.consent' && event.body.call === this.#ticket.call)
      this.#recording.stand(event.body.granted)
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
    for (const leg of this.#legs.leftBehind(before)) {
      this.#legs.remove(leg)
      refuse(leg.socket, 'not_holder', CLOSE.callOver)
    }
    // Whoever has it now has not asked to stay yet.
    if (this.#legs.holder) this.#legs.holder.stays = false
    this.#track.pump()
    this.#talk.talk.baton(holder === 'bot', fence)
  }

  #mayPlay(fence: number): 'play' | 'wait' | 'drop' {
    const standing = this.#standing
    const { customer } = this.#legs
    if (standing.status === 'ended' || fence !== standing.fence) return 'drop'
    if (standing.holder.startsWith('agent:') && !customer?.isAsked) return 'drop'
    return customer?.isOpen && hearsBot(standing, this.#legs.lines, fence) ? 'play' : 'wait'
  }

  #hangUp(leg: Leg): void {
    const { status } = this.#standing
    if (leg.who === 'customer') return this.#end(status === 'ringing' ? 'declined' : 'hung_up', 'customer')
    if (leg.who === 'agent' && holdsSession(this.#standing, leg)) return this.#end('hung_up', 'agent')
    this.#legs.remove(leg)
    leg.close(CLOSE.callOver, 'no_call')
    this.#changed()
  }

  /** Something has changed of who is there and who may speak. */
  #changed(): void {
    if (this.#isOver || !this.#call) return
    const lines = this.#legs.lines
    this.#talk.talk.held(isHeld(lines, this.#standing))
    if (this.#legs.customer?.isOpen) this.#customerGoneSince = Date.now()
    this.#welcomes.tell()
    this.#track.pump()
    const { fence } = this.#standing
    if (!isBridged(this.#standing, lines) || this.#bridgedFence === fence) return
    this.#bridgedFence = fence
    this.#say({ kind: 'call.bridge', call: this.#ticket.call })
  }

  /** Said for the call itself; what refuses it shows in the log. */
  #say(body: Parameters<SessionLine['send']>[0]): void {
    this.#line.send(body).catch((error) => warn('call.say', error, { kind: body.kind }))
  }

  #beat(now: number): void {
    this.#reception.sweep(now)
    this.#line.beat(now)
    this.#recording.beat(now)
    if (this.#line.isUp) this.#downSince = null
    else this.#downSince ??= now
    if (this.#downSince !== null && now - this.#downSince > CALL_LIMITS.resumeMs) return this.#over('failed')
    for (const leg of this.#legs.all()) {
      if (leg.isOpen && now - leg.heardAt > SILENT_MS) {
        leg.close(CLOSE.restarting, 'unavailable')
        leg.drop(now)
        this.#changed()
      }
      if (leg.who !== 'customer' && leg.droppedAt !== null && now - leg.droppedAt > CALL_LIMITS.resumeMs) {
        this.#legs.remove(leg)
        this.#changed()
      }
    }
    const { status } = this.#standing
    const isNobodyHere = this.#legs.isEmpty && this.#reception.isEmpty
    if (this.#legs.customer?.isOpen) this.#customerGoneSince = now
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
    this.#welcomes.tell()
    for (const leg of this.#legs.all()) leg.close(CLOSE.callOver, 'no_call')
    this.#whisper.close()
    this.#isOver = true
    clearInterval(this.#timer)
    this.#reception.close()
    this.#talk.talk.end()
    this.#recording.end()
    this.#line.close()
    this.#ended()
  }
}

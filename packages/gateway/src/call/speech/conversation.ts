import type { DtmfKey, Locale, ServerFrame, SessionEvent, Spoken } from '@baton/protocol'
import { type CallWords, quietTurn, TURN_TIMES, type TurnInput, type TurnOutput, takeTurn } from '@baton/relay/call'
import { warn } from '../../log.ts'
import { metrics } from '../../metrics/metrics.ts'
import type { Speaker, Talk, TalkHost } from '../talk.ts'
import { AnswersAloud } from './answers-aloud.ts'
import { finalCaption, partialCaption } from './captions.ts'
import type { Hearing } from './hearing.ts'
import { type HeardTurn, Listener } from './listener.ts'
import { type Line, Mouth, type Voice } from './mouth.ts'
import { RecordingQuestion } from './recording-question.ts'
import { CALL_WORDS } from './words.ts'

export interface ConversationParts {
  call: string
  workspace: string
  locale: Locale
  hearing: Hearing | null
  voice: Voice
  /** First words of the bot, for the ear. */
  greeting: readonly string[]
  /** The workspace's own numbers, which masking spares. */
  exempt: readonly RegExp[]
  /** After so long a wait for a person the customer is told that nobody is free yet. Absent: as `TURN_TIMES` says. */
  nobodyFreeMs?: number
  /** How long the customer has to say whether the call may be recorded. Absent: as `RecordingQuestion` has it. */
  mayRecordMs?: number
}

/** Texts that are not the bot's messages. */
const ITS_OWN = 'call'
const GREETING = 'greeting'

type BotMessage = Extract<SessionEvent, { kind: 'message' }>

/** A conversation by voice. What is done when is decided by `takeTurn`; here it is done. */
export class Conversation implements Talk {
  readonly #host: TalkHost
  readonly #parts: ConversationParts
  readonly #mouth: Mouth
  readonly #answers: AnswersAloud
  readonly #customer: Listener
  readonly #question: RecordingQuestion
  readonly #timer: ReturnType<typeof setInterval>
  /** By who they are: who passes the session on and stays is not mixed up with who has it now. */
  readonly #agents = new Map<string, Listener>()
  #turn: ReturnType<typeof quietTurn>
  #fence = -1
  /** The session waits for a person under this fence. */
  #queuedFence = -1
  /** Since when they wait, while they have not been told that nobody is free. */
  #waitsSince: number | null = null
  #isGreeted = false
  #isOver = false
  #revs = new Map<string, number>()
  /** One after the other, so that they stand in the log as they were said. */
  #uttering: Promise<unknown> = Promise.resolve()
  #interruptions = 0
  #ownLines = 0
  #heardTurn: HeardTurn | null = null
  /** Since when a customer waits for the first sound of an answer. */
  #askedAt: number | null = null

  constructor(host: TalkHost, parts: ConversationParts) {
    this.#host = host
    this.#parts = parts
    const { locale, workspace, voice } = parts
    this.#turn = quietTurn(host.now())
    this.#answers = new AnswersAloud(locale)
    this.#mouth = new Mouth({
      host,
      voice,
      locale,
      workspace,
      told: {
        speaking: (on) => this.#take({ type: 'speaking', on }),
        began: (line) => this.#began(line),
        failed: (error) => {
          warn('speech.not_spoken', error)
          this.#take({ type: 'failed', what: 'speaking' })
          // Nobody was asked who did not hear it.
          if (this.#question.pass()) this.#goOn()
        },
      },
    })
    this.#customer = this.#listener('customer', parts.hearing)
    this.#question = new RecordingQuestion({
      isDue: () => voice !== null && host.mustAskToRecord(),
      now: () => host.now(),
      answerMs: parts.mayRecordMs,
      say: (words) => this.#say(words),
      answered: (granted, by) => {
        host.consent(granted, by)
        if (!this.#turn.holdsBot) return this.#goOn()
        this.#take({ type: 'settled' })
        this.#say(granted ? 'recorded' : 'notRecorded')
        this.#greet()
      },
    })
    const [first] = parts.greeting
    if (first !== undefined) this.#mouth.prepare({ of: GREETING, from: 0, to: 0, text: first, keep: true })
    this.#timer = setInterval(() => this.#tick(), TURN_TIMES.tickMs)
  }

  heard(who: Speaker, samples: Int16Array, speech: boolean | undefined): void {
    if (this.#isOver) return
    if (who === 'customer') return this.#customer.hear(samples, speech)
    const agent = this.#agents.get(who.id) ?? this.#listener(who, this.#parts.hearing)
    this.#agents.set(who.id, agent)
    agent.hear(samples, speech)
  }

  understood({ turn, text, final, startMs, endMs }: Parameters<Talk['understood']>[0]): void {
    this.#words('customer', { turn: `b${turn}`.slice(0, 80), startMs, endMs }, text, final)
  }

  bargedIn(gen: number, playedMs: number): void {
    this.#take({ type: 'barge' })
    this.#mouth.played(gen, playedMs, false)
  }

  played(gen: number, playedMs: number, whole: boolean): void {
    this.#mouth.played(gen, playedMs, whole)
  }

  dtmf(key: DtmfKey): void {
    if (!this.#question.key(key)) this.#take({ type: 'dtmf', key })
  }

  seen(frame: Parameters<Talk['seen']>[0]): void {
    if (this.#isOver) return
    if (frame.type === 'delta') return this.#writes(frame)
    if (frame.type !== 'event') return
    const { event } = frame
    if (event.kind === 'message' && event.by.role === 'bot') this.#wrote(event)
    if (event.kind === 'baton.passed') {
      if (event.body.to === 'queue') this.#queuedFence = event.body.fence
      this.#tellOfQueue()
    }
  }

  baton(holdsBot: boolean, fence: number): void {
    const isNew = fence !== this.#fence
    this.#fence = fence
    this.#take({ type: 'baton', holdsBot })
    // Whatever is said of waiting ends when somebody takes the call.
    if (isNew && !holdsBot) this.#mouth.drop()
    if (isNew) this.#waitsSince = null
    // Whoever is called now has not been asked, or somebody else asks.
    if (isNew) this.#host.asked()
    if (!holdsBot) {
      if (this.#question.pass()) this.#isGreeted = true
      return this.#tellOfQueue()
    }
    if (!this.#question.ask()) this.#greet()
  }

  called(): boolean {
    return !this.#turn.holdsBot && this.#question.askCalled()
  }

  held(on: boolean): void {
    this.#take({ type: 'held', on })
  }

  end(): void {
    this.#isOver = true
    clearInterval(this.#timer)
    this.#customer.end()
    for (const agent of this.#agents.values()) agent.end()
    this.#mouth.end()
  }

  #listener(who: Speaker, hearing: Hearing | null): Listener {
    const isCustomer = who === 'customer'
    const others = this.#agents.size
    return new Listener({
      hearing,
      locale: this.#parts.locale,
      prefix: isCustomer ? 'c' : others === 0 ? 'a' : `a${others + 1}.`,
      now: () => this.#host.now(),
      elapsedMs: () => this.#host.elapsedMs(),
      told: {
        speech: (on) => {
          if (isCustomer) this.#take({ type: 'speech', on })
        },
        words: (turn, text, final) => this.#words(who, turn, text, final),
        failed: () => {
          if (isCustomer) this.#take({ type: 'failed', what: 'hearing' })
        },
      },
    })
  }

  #words(who: Speaker, turn: HeardTurn, text: string, final: boolean): void {
    if (this.#isOver) return
    if (!final && text !== '') this.#caption(who, turn, partialCaption(text, this.#parts.exempt), false)
    if (who !== 'customer') {
      if (final && text.trim() !== '') this.#utter(who, turn, text.trim())
      return
    }
    this.#heardTurn = turn
    this.#heard(turn.turn, text, final)
    if (final) {
      this.#interruptions = 0
      this.#heardTurn = null
    }
  }

  /** Of the customer. While it is asked whether the call may be recorded, only whole words tell whether they answer that. */
  #heard(turn: string, text: string, final: boolean): void {
    if (!final && this.#question.isOpen) return
    const heard = final ? this.#question.words(text) : 'other'
    // Said to an agent it stands in the log, too.
    if (final && this.#question.takesBack(text) && this.#turn.holdsBot) return
    // Said too early the question goes on, as after a cough.
    if (heard !== 'answer')
      this.#take({ type: 'words', turn, text: heard === 'early' ? '' : text, final, leftMs: this.#mouth.leftMs })
  }

  /** The bot is writing. */
  #writes({ ref, fence, text }: Extract<ServerFrame, { type: 'delta' }>): void {
    if (!this.#turn.holdsBot || fence < this.#fence) return
    for (const line of this.#answers.goesOn(ref, text)) this.#mouth.say(line)
  }

  #wrote({ id, seq, body }: BotMessage): void {
    if (!this.#turn.holdsBot || (body.fence ?? this.#fence) < this.#fence) return
    this.#take({ type: 'answered' })
    const { text, options } = body
    const { lines, replaces, cut } = this.#answers.isWhole(body.turn ?? id, { seq, text, options })
    if (cut) this.#host.cut(cut.seq, cut.heard, cut.playedMs)
    if (replaces) this.#mouth.drop()
    for (const line of lines) this.#mouth.say(line)
  }

  /** The question is over: the bot greets, or who was called speaks with the agent. */
  #goOn(): void {
    if (this.#turn.holdsBot) return this.#greet()
    this.#take({ type: 'settled' })
    this.#host.asked()
  }

  #greet(): void {
    if (this.#isGreeted) return
    this.#isGreeted = true
    let written = ''
    for (const text of this.#parts.greeting) {
      written = written === '' ? text : `${written} ${text}`
      this.#mouth.say({ of: GREETING, from: 0, to: 0, text, written, keep: true })
    }
  }

  #tellOfQueue(): void {
    if (this.#turn.holdsBot || this.#queuedFence !== this.#fence) return
    this.#queuedFence = -1
    this.#waitsSince = this.#host.now()
    this.#say('findingPerson')
  }

  #tellOfWait(): void {
    const { nobodyFreeMs = TURN_TIMES.nobodyFreeMs } = this.#parts
    if (this.#waitsSince === null || this.#host.now() - this.#waitsSince < nobodyFreeMs) return
    this.#waitsSince = null
    this.#say('nobodyFree')
  }

  /** Who does not answer is not recorded, and is served all the same. */
  #tellUnrecorded(): void {
    const { bot, speechAt, quietAt } = this.#turn
    if (bot !== 'silent' || speechAt !== null || !this.#question.quiet(this.#host.now() - quietAt)) return
    if (this.#turn.holdsBot) this.#say('notRecorded')
    this.#goOn()
  }

  #say(words: CallWords): void {
    const text = CALL_WORDS[this.#parts.locale][words]
    this.#mouth.say({ of: ITS_OWN, from: 0, to: 0, text, keep: true })
  }

  #take(input: TurnInput): void {
    if (this.#isOver) return
    const taken = takeTurn(this.#turn, input, this.#host.now())
    this.#turn = taken.state
    for (const output of taken.outputs) this.#do(output)
  }

  #do(output: TurnOutput): void {
    switch (output.do) {
      case 'silence':
        this.#interruptions += 1
        return this.#mouth.silence()
      case 'resume':
        return this.#mouth.resume()
      case 'drop':
        for (const { seq, heard, playedMs } of this.#answers.cut(this.#mouth.drop()))
          this.#host.cut(seq, heard, playedMs)
        return
      case 'utter': {
        // They have come to what they want.
        if (this.#question.pass()) {
          this.#isGreeted = true
          this.#goOn()
        }
        const now = Math.round(this.#host.elapsedMs())
        const turn = this.#heardTurn ?? { turn: output.turn, startMs: now, endMs: now }
        return this.#utter('customer', turn, output.text)
      }
      case 'say':
        return this.#say(output.words)
      case 'person':
        return this.#host.requestPerson()
      case 'hang_up':
        return this.#host.hangUp()
    }
  }

  #utter(who: Speaker, turn: HeardTurn, text: string): void {
    const { call, exempt } = this.#parts
    const signals = who === 'customer' ? this.#customer.signals(this.#interruptions) : null
    const spoken: Spoken = { call, ...turn, ...(signals && { signals }) }
    if (signals) this.#host.showAgents({ type: 'signals', turn: turn.turn, signals })
    if (who === 'customer' && this.#turn.holdsBot) this.#askedAt = this.#host.now()
    this.#uttering = this.#uttering
      .then(() => this.#host.utter(who, text, spoken))
      .then(() => this.#caption(who, turn, finalCaption(text, exempt), true))
      .catch((error: unknown) => warn('speech.not_said', error))
  }

  #caption(who: Speaker | 'bot', { turn, startMs }: Omit<HeardTurn, 'endMs'>, text: string, final: boolean): void {
    const of = typeof who === 'string' ? { track: who } : ({ track: 'agent', agent: who } as const)
    const key = `${of.track}|${turn}`
    const rev = (this.#revs.get(key) ?? -1) + 1
    if (final) this.#revs.delete(key)
    else this.#revs.set(key, rev)
    this.#host.show({ type: 'caption', ...of, turn, rev, text, final, startMs })
  }

  #began({ of, text, written = text }: Line): void {
    if (this.#askedAt !== null && of !== ITS_OWN) {
      metrics.firstSounds.observe(Math.max(0, this.#host.now() - this.#askedAt) / 1_000)
      this.#askedAt = null
    }
    if (of === ITS_OWN) this.#question.sounds()
    // What it says for itself are texts apart.
    const turn = of === ITS_OWN ? `${of}${++this.#ownLines}` : of
    this.#caption('bot', { turn, startMs: Math.round(this.#host.elapsedMs()) }, written, false)
  }

  #tick(): void {
    this.#customer.tick()
    for (const agent of this.#agents.values()) agent.tick()
    this.#tellOfWait()
    this.#tellUnrecorded()
    if (this.#question.late()) this.#goOn()
    this.#take({ type: 'tick' })
  }
}

import type { SessionClient, VoiceSignals } from '@baton/client'
import type { CallSnapshot, Voice, VoiceCall } from '../call/voice.ts'
import type { Conversation } from './conversation.ts'
import type { DeskState } from './state.ts'

/** The call this desk is on, or was on last. */
export interface DeskCall {
  session: string
  /** `start`: the agent called the customer. */
  what: 'start' | 'join'
  snapshot: CallSnapshot
  /** How the customer sounded first, and last. */
  signals: { first: VoiceSignals; last: VoiceSignals } | null
  /** Levels of both ends, about ten times a second: too often for everybody to look. Returns what stops it. */
  listen(listener: (levels: { microphone: number; speaker: number }) => void): () => void
}

interface CallsListener {
  changed(call: DeskCall | null): void
  failed(error: unknown): void
}

type Devices = Parameters<Voice['createCall']>[1]

/** One call at a time: an agent speaks with one customer. */
export class Calls {
  readonly #load: () => Promise<Voice>
  readonly #listener: CallsListener
  #voice: Promise<Voice> | null = null
  #current: { call: DeskCall; line: VoiceCall; stop: () => void } | null = null
  /** A session that was accepted as a call and is not open yet. */
  #awaited: string | null = null
  #last: string | null = null

  constructor(load: () => Promise<Voice>, listener: CallsListener) {
    this.#load = load
    this.#listener = listener
  }

  /** Loads what speaks, ahead of the moment when it is needed. */
  voice(): Promise<Voice> {
    this.#voice ??= this.#load().catch((error: unknown) => {
      this.#voice = null
      throw error
    })
    return this.#voice
  }

  get last(): string | null {
    return this.#last
  }

  /** A call was accepted: it is joined as soon as its session is open. */
  expect(session: string): void {
    this.#awaited = session
  }

  /** The session to join now, if its time has come. */
  due(conversations: readonly Conversation[]): string | null {
    const awaited = conversations.find(({ session }) => session === this.#awaited)
    const { connection, view } = awaited?.snapshot ?? {}
    if (!awaited || connection !== 'online' || !view) return null
    this.#awaited = null
    return view.call ? awaited.session : null
  }

  async begin(session: string, client: SessionClient, what: DeskCall['what'], devices: Devices): Promise<void> {
    const status = this.#current?.line.snapshot.status
    if (status && status !== 'ended') return
    try {
      const line = (await this.voice()).createCall(client, devices)
      this.#leave()
      const stops = [
        line.on('change', (snapshot) => this.#follow(line, { snapshot })),
        line.on('signals', ({ signals }) => {
          const first = this.#current?.call.signals?.first ?? signals
          this.#follow(line, { signals: { first, last: signals } })
        }),
      ]
      const listen: DeskCall['listen'] = (listener) => line.on('levels', listener)
      this.#last = session
      const call = { session, what, snapshot: line.snapshot, signals: null, listen }
      this.#current = { call, line, stop: () => stops.map((stop) => stop()) }
      if (what === 'start') line.start()
      else line.answer()
      this.#follow(line, { snapshot: line.snapshot })
    } catch (error) {
      this.#listener.failed(error)
    }
  }

  use(use: (line: VoiceCall) => void): void {
    if (this.#current) use(this.#current.line)
  }

  /** What is left of a call that is over. */
  dismiss(): void {
    if (this.#current?.line.snapshot.status !== 'ended') return
    this.#leave()
    this.#listener.changed(null)
  }

  /** Whether the agent stays on the line of this session's call when a colleague takes it. */
  stay(session: string, on: boolean): void {
    if (this.#current?.call.session === session) this.#current.line.stay(on)
  }

  /** The agent is leaving, or the session is not theirs any more: who stays on the line leaves it by themself. */
  leave(session?: string): void {
    const current = this.#current
    if (session !== undefined && (current?.call.session !== session || current.line.snapshot.stays)) return
    this.#awaited = null
    if (!this.#current) return
    this.#leave()
    this.#listener.changed(null)
  }

  #leave(): void {
    const current = this.#current
    this.#current = null
    current?.stop()
    current?.line.close()
  }

  #follow(line: VoiceCall, change: Partial<DeskCall>): void {
    const current = this.#current
    if (current?.line !== line) return
    current.call = { ...current.call, ...change }
    // One that somebody hung up has nothing more to say: what remains of it is the work after it.
    const { status, reason, problem } = current.call.snapshot
    if (status === 'ended' && reason === 'hung_up' && !problem) return this.leave()
    this.#listener.changed(current.call)
  }
}

/** The session whose call goes on without this desk, which holds it: after a reload, or because the customer has called in. */
export function callWithout(
  conversations: readonly Conversation[],
  call: DeskCall | null,
  me: string,
): Conversation | null {
  if (call && call.snapshot.status !== 'ended') return null
  const found = conversations.find(({ left, session, snapshot: { view } }) => {
    // Of one that came to nothing here it is said already, with the way to try again.
    return !left && view?.call?.status === 'live' && view.holder === `agent:${me}` && session !== call?.session
  })
  return found ?? null
}

/** Whether a customer hears a tone and nobody here is answering: one who is offered, or one of the agent's own who has called. */
export function isCallWaiting({ floor, answering, conversations, call, identity }: DeskState): boolean {
  const isOpen = (session: string) => conversations.some((one) => one.session === session && !one.left)
  const own = callWithout(conversations, call, identity?.agent.id ?? '')?.snapshot.view?.call
  if (own && own.agent === null) return true
  const offers = floor?.board?.offers ?? []
  return offers.some(({ id, item }) => item.call && !answering[id] && !isOpen(item.session))
}

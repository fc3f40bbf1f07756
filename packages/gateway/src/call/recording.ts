import {
  type AgentFace,
  type CallTicket,
  type CallView,
  type Command,
  decodeAudio,
  type EventBody,
} from '@baton/protocol'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { sessionOf } from '../rooms-of.ts'
import type { Leg } from './leg.ts'
import type { Legs } from './legs.ts'
import { Recorder } from './recorder.ts'

interface Hub {
  readonly legs: Legs
  startedAt(): number
  channel(): CallView['channel'] | undefined
  say(body: Command): void
}

/**
 * Whether a call is recorded, and that everybody on it knows: only where the workspace asks, and only from when it stands in
 * the log that the customer said yes. Their no is heeded at once, before anybody has written it down.
 */
export class Recording {
  readonly #ticket: CallTicket
  readonly #hub: Hub
  readonly #recorder: Recorder
  #granted: boolean | undefined

  constructor(env: Env, ticket: CallTicket, hub: Hub) {
    const { workspace, session, call } = ticket
    this.#ticket = ticket
    this.#hub = hub
    this.#recorder = new Recorder({
      now: Date.now,
      startedAt: hub.startedAt,
      store: (piece) => sessionOf(env, workspace, session).keepRecording({ ...piece, call }),
      lost: (error) => warn('call.recording', error),
    })
  }

  /** A telephone has no screen on which it could be asked. */
  get mustAskAloud(): boolean {
    return this.#ticket.recording === 'ask' && this.#granted === undefined && this.#hub.channel() === 'phone'
  }

  /** What the customer said on their line. */
  answer(leg: Leg, granted: boolean): void {
    if (this.#ticket.recording === 'ask') this.said(granted, 'click')
    else leg.fault('forbidden', 'consent')
  }

  said(granted: boolean, by: EventBody<'call.consent'>['by']): void {
    if (!granted) this.#recorder.off()
    const { call } = this.#ticket
    if (granted !== this.#granted) this.#hub.say({ kind: 'call.consent', call, granted, by })
  }

  /** What the log says of it. */
  stand(granted: boolean | undefined): void {
    if (granted === undefined || granted === this.#granted || this.#ticket.recording !== 'ask') return
    this.#granted = granted
    if (granted) this.#recorder.on()
    else this.#recorder.off()
    for (const leg of this.#hub.legs.all()) this.tell(leg)
  }

  tell(leg: Leg): void {
    if (this.#ticket.recording !== 'ask') return
    if (this.#granted === undefined) return leg.send({ type: 'recording', state: 'asked' })
    leg.send({ type: 'recording', state: this.#granted ? 'on' : 'off' })
  }

  heard(who: 'customer' | AgentFace, samples: Int16Array): void {
    if (who === 'customer') this.#recorder.heard(who, samples)
    else this.#recorder.heard('agent', samples, who)
  }

  /** A frame of the bot's, on its way to the customer. */
  sent(frame: ArrayBuffer): void {
    if (!this.#granted) return
    const { buffer, byteOffset, byteLength } = decodeAudio(frame)?.payload ?? new Uint8Array()
    this.#recorder.heard('bot', new Int16Array(buffer, byteOffset, byteLength >> 1))
  }

  beat(now: number): void {
    this.#recorder.beat(now)
  }

  end(): void {
    this.#recorder.end()
  }
}

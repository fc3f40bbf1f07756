import type { CallServerFrame, Command } from '@baton/protocol'
import { warn } from '../log.ts'
import type { BotTrack } from './bot-track.ts'
import type { Recording } from './recording.ts'
import type { OpenTalk, TalkHost } from './talk.ts'

/** What the call lends to its conversation. */
interface Lent {
  now(): number
  startedAt(): number
  /** Opens a generation under the fence of this moment. */
  next(): number
  track(): BotTrack
  toCustomer(frame: CallServerFrame): void
  toAgents(frame: CallServerFrame): void
  call(): string
  send(body: Command): Promise<number>
  mayRequest(): boolean
  asked(): void
  recording(): Pick<Recording, 'mustAskAloud' | 'said'>
  hangUp(): void
}

export function talkHost(lent: Lent): TalkHost {
  let isRequesting = false
  const say = (body: Command): Promise<unknown> =>
    lent.send(body).catch((error) => warn('call.say', error, { kind: body.kind }))
  return {
    now: lent.now,
    elapsedMs: () => Math.max(0, lent.now() - lent.startedAt()),
    nextGeneration: lent.next,
    play: (gen, samples) => lent.track().give(gen, samples),
    finish: (gen) => lent.track().finish(gen),
    queuedMs: (gen) => lent.track().queuedMs(gen),
    leftMs: (gen) => lent.track().leftMs(gen),
    clear: (gen) => lent.track().clear(gen),
    show: (frame) => {
      lent.toCustomer(frame)
      if (frame.type === 'caption') lent.toAgents(frame)
    },
    showAgents: lent.toAgents,
    utter: (who, text, spoken) =>
      lent.send({
        kind: 'utterance',
        ...(who === 'customer' ? { track: who } : { track: 'agent', agent: who }),
        text,
        spoken,
      }),
    cut: (ref, heard, playedMs) => void say({ kind: 'call.cut', call: lent.call(), ref, heard, playedMs }),
    requestPerson: () => {
      if (isRequesting || !lent.mayRequest()) return
      isRequesting = true
      void say({ kind: 'handoff.request' }).finally(() => {
        isRequesting = false
      })
    },
    mustAskToRecord: () => lent.recording().mustAskAloud,
    asked: lent.asked,
    consent: (granted, by) => lent.recording().said(granted, by),
    hangUp: lent.hangUp,
  }
}

/** As long as there is no conversation nobody hears or says anything. */
export function noTalk(): OpenTalk {
  const nothing = (): void => {}
  const talk = {
    heard: nothing,
    understood: nothing,
    bargedIn: nothing,
    played: nothing,
    dtmf: nothing,
    seen: nothing,
    baton: nothing,
    called: () => false,
    held: nothing,
    end: nothing,
  }
  return { talk, recognises: 'nobody', speaks: 'nobody', voice: null }
}

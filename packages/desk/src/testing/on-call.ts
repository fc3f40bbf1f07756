import { brief, NOW, offer, view } from './cast.ts'
import { voiceSignals } from './fake-call.ts'
import { CUSTOMER, LIN, LogWriter } from './log.ts'
import type { Stage } from './stage.ts'

const CALL = {
  id: 'call_1',
  direction: 'in',
  channel: 'widget',
  status: 'live',
  at: NOW - 65_000,
  agent: null,
} as const

/** A desk in the middle of a call, with another one offered, and the work after the one before still to be done. */
export function onCall(stage: Stage): void {
  const spoken = (startMs: number, turn: string) => ({ call: 'call_1', turn, startMs, endMs: startMs + 2_000 })
  const log = new LogWriter()
    .add('call.started', NOW - 65_000, CUSTOMER, { call: 'call_1', direction: 'in', channel: 'widget' })
    .add('message', NOW - 60_000, CUSTOMER, {
      text: 'Where is my order SO10042',
      spoken: { ...spoken(5_000, 't1'), signals: voiceSignals({ arousal: 0.7 }) },
    })
    .add(
      'message',
      NOW - 50_000,
      { role: 'bot', id: 'bot' },
      { text: 'It left our warehouse.', spoken: spoken(15_000, 't2') },
    )
    .add('call.cut', NOW - 48_000, CUSTOMER, { call: 'call_1', ref: 3, heard: 7, playedMs: 600 })
    .add('call.bridged', NOW - 20_000, LIN, { call: 'call_1', agent: { id: 'lin', name: 'Lin Yue' } })
  stage.take('s1', {}, { events: log.events, view: view({ call: CALL }) })
  stage.floor.seen = {
    brief,
    said: [
      { by: 'customer', text: 'I was charged twice', at: NOW, signals: voiceSignals() },
      { by: 'bot', text: 'I am getting you a colleague.', at: NOW },
      { by: 'customer', text: 'Hurry up', at: NOW, signals: voiceSignals({ rate: 6, arousal: 0.5 }) },
    ],
  }
  stage.floor.setBoard({
    offers: [offer('o1', { call: true, customer: 'Sofia Marin', want: 'I was charged twice', queuedAt: NOW - 12_000 })],
    wrapUpUntil: NOW + 100_000,
  })
  void stage.store.request({ type: 'select', session: 's1' })
  void stage.store.request({ type: 'call', session: 's1', what: 'join' }).then(() => {
    const call = stage.voice.last
    call.set({
      status: 'live',
      phase: 'agent',
      startedAt: Date.now() - 65_000,
      quality: 'fair',
      peerMuted: true,
      captions: [
        { track: 'customer', turn: 't1', rev: 1, text: 'Where is my order SO10042', final: true, startMs: 1 },
        { track: 'bot', turn: 't2', rev: 1, text: 'It left our warehouse.', final: true, startMs: 2 },
        { track: 'agent', turn: 't3', rev: 0, text: 'Let me have a', final: false, startMs: 3 },
      ],
    })
    call.sounds(voiceSignals())
    call.sounds(voiceSignals({ rate: 6.5, arousal: 0.7, confidence: 0.6 }))
    for (let at = 0; at < 30; at += 1) call.levels(-20 - (at % 7) * 5, -15 - (at % 5) * 8)
  })
}

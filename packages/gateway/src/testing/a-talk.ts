import { FRAME_SAMPLES, PCM_RATE, type SessionEvent, type Spoken } from '@baton/protocol'
import { speechLike } from '@baton/sound/testing'
import type { Speaker, TalkHost } from '../call/talk.ts'

const MS = PCM_RATE / 1_000

interface Shown {
  type: string
  [field: string]: unknown
}

/** A call that plays to nobody, and notes what happens to it and when. */
export function aTalkHost() {
  const began = Date.now()
  const gens = new Map<number, { samples: number; firstAt: number | null; endsAt: number; isOver: boolean }>()
  let gen = 0
  const host = {
    /** `who`: `customer`, or the id of an agent. */
    uttered: [] as { who: string; text: string; spoken: Spoken }[],
    cuts: [] as { ref: number; heard: number; playedMs: number }[],
    shown: [] as Shown[],
    toAgent: [] as Shown[],
    cleared: [] as { gen: number; at: number }[],
    persons: 0,
    asksToRecord: false,
    /** How often it was told that who was called is asked no longer. */
    askedTimes: 0,
    consents: [] as [granted: boolean, by: string][],
    hungUp: false,
    refuses: false,
    now: () => Date.now(),
    elapsedMs: () => Date.now() - began,
    nextGeneration() {
      for (const each of gens.values()) each.isOver = true
      gen += 1
      gens.set(gen, { samples: 0, firstAt: null, endsAt: Date.now(), isOver: false })
      return gen
    },
    play(into: number, samples: Int16Array) {
      const of = gens.get(into)
      if (!of || of.isOver) return
      of.firstAt ??= Date.now()
      of.samples += samples.length
      of.endsAt = Math.max(of.endsAt, Date.now()) + samples.length / MS
    },
    finish() {},
    queuedMs: (of: number) => (gens.get(of)?.samples ?? 0) / MS,
    leftMs: (of: number) => Math.max(0, (gens.get(of)?.endsAt ?? 0) - Date.now()),
    clear(of: number) {
      const cleared = gens.get(of)
      if (cleared) cleared.isOver = true
      host.cleared.push({ gen: of, at: Date.now() })
    },
    show: (frame: Shown) => void host.shown.push(frame),
    showAgents: (frame: Shown) => void host.toAgent.push(frame),
    async utter(who: Speaker, text: string, spoken: Spoken) {
      if (host.refuses) throw new Error('refused')
      host.uttered.push({ who: who === 'customer' ? who : who.id, text, spoken })
      return host.uttered.length
    },
    cut: (ref: number, heard: number, playedMs: number) => void host.cuts.push({ ref, heard, playedMs }),
    requestPerson: () => {
      host.persons += 1
    },
    mustAskToRecord: () => host.asksToRecord,
    asked: () => {
      host.askedTimes += 1
    },
    consent: (granted: boolean, by: string) => void host.consents.push([granted, by]),
    hangUp: () => {
      host.hungUp = true
    },
    /** How much of each generation was given. */
    givenMs: (of: number) => (gens.get(of)?.samples ?? 0) / MS,
    firstAt: (of: number) => gens.get(of)?.firstAt ?? null,
    gen: () => gen,
  }
  return host satisfies TalkHost
}

/** Sound frame by frame, as fast as it is spoken. */
export async function spokenTo(hear: (samples: Int16Array) => void, sounds: readonly Int16Array[]): Promise<void> {
  const began = Date.now()
  let ms = 0
  for (const sound of sounds) {
    for (let at = 0; at < sound.length; at += FRAME_SAMPLES) {
      hear(sound.subarray(at, at + FRAME_SAMPLES))
      ms += 20
      const ahead = began + ms - Date.now()
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead))
    }
  }
}

export const voiceFor = (seconds: number, seed = 1): Int16Array => speechLike({ rate: PCM_RATE, seconds, seed })
export const silenceFor = (seconds: number): Int16Array => new Int16Array(Math.round(PCM_RATE * seconds))

let seq = 0

/** A message of the bot, as its customer is shown it. */
export function botMessage(
  text: string,
  over: { turn?: string; fence?: number; options?: { label: string; text: string }[] } = {},
) {
  seq += 1
  const event = {
    kind: 'message',
    seq,
    id: `m${seq}`,
    at: Date.now(),
    by: { role: 'bot', id: 'bot' },
    audience: 'all',
    body: { text, ...over },
  } satisfies SessionEvent
  return { type: 'event', prev: seq - 1, event } as const
}

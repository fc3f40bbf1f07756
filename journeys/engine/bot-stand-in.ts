import type { World } from '@baton/client/testing'
import type { Decision, Reading, Snapshot } from '@baton/protocol'
import { fromLog, redact } from '@baton/relay/masking'
import {
  actionFinished,
  actionStarted,
  botDecided,
  botSays,
  type EventDraft,
  escalate,
  foldDrafts,
  isCurrent,
  type SessionState,
  type Turn,
} from '@baton/relay/session'

/** What a turn needs of the session it runs in. */
export interface TurnHost {
  /** False once the instance this bot ran in is gone. */
  isAlive(): boolean
  isTroubled(): boolean
  state(): SessionState
  turn(): Turn | null
  /** Stores events of this turn, unless the baton has moved on or, when it ends the turn, more messages have joined. */
  commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean
  endTurn(): void
  stream(turn: Turn, n: number, text: string): void
}

// Only the pack's intents are looked at, and nothing here has one.
const snapshot = { version: 'v1', pack: { intents: [] } } as unknown as Snapshot

const reading: Reading = {
  text: 'anything',
  locale: 'en',
  mood: { level: 'calm', words: [], negative: 0 },
  wantsPerson: [],
  intent: null,
  entities: [],
  nearest: [],
  repeats: 0,
  recognised: true,
}

const decision: Decision = {
  do: 'answer',
  sentences: [],
  citations: [],
  options: [],
  confidence: 1,
  why: [],
  flow: null,
}

const words = (text: string) => redact(text, []).text

/** Runs the live turn to its end, slowly, and sometimes not at the first try. A new one is made with every instance. */
export function createBotStandIn(world: World, host: TurnHost): { run(): void } {
  let isRunning = false

  const later = (run: () => void) => world.after(20 + world.random() * 1_200, () => host.isAlive() && run())

  function run() {
    const turn = host.turn()
    if (isRunning || !turn) return
    isRunning = true
    attempt(turn)
  }

  function over() {
    isRunning = false
    run()
  }

  function attempt(turn: Turn) {
    if (!isCurrent(turn, host.state())) {
      host.endTurn()
      return over()
    }
    if (world.now() >= turn.deadline) {
      host.commit(turn, handoff(turn, host.state(), 'bot_failed'), true)
      return over()
    }
    later(() => {
      if (host.isTroubled() && world.chance(0.2)) {
        // It failed: the row stays, and the watch over it tries again.
        isRunning = false
        return
      }
      const fate = world.random()
      if (fate < 0.12) return handOff(turn)
      if (fate < 0.4) return look(turn)
      speak(turn, 1)
    })
  }

  /** Asks the business system before it answers. */
  function look(turn: Turn) {
    const key = `${turn.id}:look:1`
    if (!host.commit(turn, [actionStarted(turn, 'look', key, fromLog({}))], false)) return over()
    later(() => {
      if (!host.commit(turn, [actionFinished(turn, 'look', key, 'ok')], false)) return over()
      speak(turn, 1)
    })
  }

  /** Three sentences, one after the other; the baton may move on between any two. */
  function speak(turn: Turn, n: number) {
    if (!isCurrent(turn, host.state())) return over()
    const text = 'One. Two. Three.'
    if (n < 3) {
      host.stream(turn, n, text.slice(0, n * 5))
      later(() => speak(turn, n + 1))
      return
    }
    const said = botSays(turn, words(text), 'en')
    host.commit(turn, [botDecided(turn, snapshot, reading, 'answer', decision, []), said], true)
    over()
  }

  function handOff(turn: Turn) {
    const spoken = [
      botDecided(turn, snapshot, reading, 'handoff', null, []),
      botSays(turn, words('I fetch a person.'), 'en'),
    ]
    const state = foldDrafts(host.state(), spoken, world.now())
    host.commit(turn, [...spoken, ...handoff(turn, state, 'unsure')], true)
    over()
  }

  function handoff(turn: Turn, state: SessionState, reason: 'unsure' | 'bot_failed') {
    const firing = { rule: reason, ruleVersion: 'v1', evidence: fromLog([]) }
    return escalate(state, { handoffId: `h_${turn.id}`, reason, priority: 0, firing }, world.now())
  }

  return { run }
}

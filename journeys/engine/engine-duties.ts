import type { World } from '@baton/client/testing'
import { settings } from '@baton/protocol'
import {
  closeSilent,
  type Effect,
  type EventDraft,
  isCurrent,
  joinTurn,
  type Live,
  type SessionState,
  type Turn,
} from '@baton/relay/session'
import { createBotStandIn } from './bot-stand-in.ts'
import type { Disk } from './disk.ts'
import type { FloorStandIn } from './floor-stand-in.ts'

/** A live turn is looked after this often until it ends. */
const TURN_WATCH_MS = 1_000

/** Short, so that cases fall silent and turns run out of time within a test. */
export const SETTINGS = settings.parse({ turnMs: 6_000, caseIdleMs: 45_000, reopenMs: 60_000 })

export interface DutiesHost {
  disk: Disk
  floor: FloorStandIn
  isTroubled(): boolean
  state(): SessionState
  commit(drafts: readonly EventDraft[], within?: () => void): void
  cast(frame: { type: 'delta'; ref: string; fence: number; n: number; text: string }): void
}

/** What a session owes after a commit: rows written with the events, worked off afterwards, taken up again after a crash. */
export interface Duties {
  /** The answer being written. */
  stream: Live['stream']
  /** Writes the row of an effect, inside the transaction of its event. */
  record(effect: Effect): void
  /** Works off what is owed, and sees to it that somebody looks again. */
  wake(): void
  /** The instance is gone: what it had in hand is never finished. Alarms ring for the next one. */
  renew(): void
}

export function createDuties(world: World, { disk, floor, isTroubled, state, commit, cast }: DutiesHost): Duties {
  const alarms = new Set<string>()
  let instance = 0
  let bot = newBot()

  function newBot() {
    const mine = instance
    return createBotStandIn(world, {
      isAlive: () => mine === instance,
      isTroubled,
      state,
      turn: () => disk.turn,
      commit: commitTurn,
      endTurn: () => disk.transaction(clearTurn),
      stream(turn, n, text) {
        duties.stream = { ref: turn.id, n, text }
        cast({ type: 'delta', ref: turn.id, fence: turn.fence, n, text })
      },
    })
  }

  function alarm(kind: string, ms: number, run: () => void) {
    if (alarms.has(kind)) return
    alarms.add(kind)
    world.after(ms, () => {
      alarms.delete(kind)
      run()
    })
  }

  function commitTurn(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean {
    if (!isCurrent(turn, state())) {
      // The live turn may be another one by now, begun after the baton came back.
      if (disk.turn?.id === turn.id) disk.transaction(clearTurn)
      return false
    }
    if (end && (disk.turn?.seqs.length ?? 0) > turn.seqs.length) return false
    commit(drafts, () => end && clearTurn())
    return true
  }

  function clearTurn() {
    disk.turn = null
    duties.stream = null
  }

  function tellFloor() {
    const [call] = disk.outbox
    if (!call) return
    floor.hear(call)
    // What was heard but not crossed out is told again.
    if (world.chance(0.7)) disk.transaction(() => disk.outbox.shift())
    duties.wake()
  }

  function watchCase() {
    if (!state().case?.open) return
    const verdict = closeSilent(state(), SETTINGS, world.now())
    if (verdict.ok && verdict.drafts.length > 0) return commit(verdict.drafts)
    alarm('case', SETTINGS.caseIdleMs, watchCase)
  }

  const duties: Duties = {
    stream: null,
    record(effect) {
      switch (effect.do) {
        case 'turn':
          disk.turn = joinTurn(disk.turn, effect.seq, state(), SETTINGS, world.now())
          return
        case 'enqueue':
          disk.outbox.push({ call: 'enqueue', handoffId: effect.item.handoffId, fence: effect.fence })
          return
        case 'release':
          disk.outbox.push({ call: 'release', handoffId: effect.handoffId, fence: effect.fence })
          return
        case 'watch_case':
          return alarm('case', SETTINGS.caseIdleMs, watchCase)
        case 'brief':
        case 'wrap_up':
          return
      }
    },
    wake() {
      bot.run()
      if (disk.turn) alarm('turn', TURN_WATCH_MS, duties.wake)
      if (disk.outbox.length > 0) alarm('outbox', world.random() * 800, tellFloor)
      if (state().case?.open) alarm('case', SETTINGS.caseIdleMs, watchCase)
    },
    renew() {
      instance += 1
      duties.stream = null
      bot = newBot()
    },
  }
  return duties
}

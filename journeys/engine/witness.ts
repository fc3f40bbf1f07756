import { expect } from 'vitest'
import { visibleTo } from './disk.ts'
import { type Life, lines, roleOf, type Stage } from './stage.ts'
import { SEATS } from './step.ts'

interface Seen {
  shown: string[]
  fence: number
  /** Which epoch it can show at most; only a newer one excuses a page that starts over. */
  epoch: number
}

/** Watches every page from step to step, so that what it showed for a moment only is held against the log too. */
export function createWitness(stage: Stage): { look(): void } {
  const seen = new WeakMap<Life, Seen>()
  const { disk } = stage.gateway

  function lookAt(life: Life) {
    const { view, events } = life.tab.session.snapshot
    const shown = lines(events)
    const isRun = disk.epochs.some((log) => isWithin(shown, lines(visibleTo(roleOf(life.at), log))))
    expect(isRun, `I3: seat ${life.at} shows a run of the log without holes`).toBe(true)

    const fence = view?.fence ?? 0
    const before = seen.get(life) ?? { shown: [], fence: 0, epoch: disk.epochs.length }
    const goesOn = isWithin(before.shown, shown) && fence >= before.fence
    const epoch = goesOn ? before.epoch : disk.epochs.length
    if (!goesOn) expect(epoch, `I4: seat ${life.at} takes nothing back but for a resync`).toBeGreaterThan(before.epoch)
    seen.set(life, { shown, fence, epoch })
  }

  return {
    look() {
      for (const at of SEATS) lookAt(stage.life(at))
    },
  }
}

/** Whether `part` is in `whole` in one piece. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  if (part.length === 0) return true
  const start = whole.indexOf(part[0] ?? '')
  return start >= 0 && part.every((line, n) => line === whole[start + n])
}

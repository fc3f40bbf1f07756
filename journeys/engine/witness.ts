import { expect } from 'vitest'
import { visibleTo } from './disk.ts'
import { type Life, lines, roleOf, type Stage } from './stage.ts'
import { SEATS } from './step.ts'

interface Seen {
  epochs: number
  shown: string[]
  fence: number
}

/** Watches every page from step to step, so that what it showed for a moment only is held against the log too. */
export function createWitness(stage: Stage): { look(): void } {
  const seen = new WeakMap<Life, Seen>()
  const { gateway } = stage

  function lookAt(life: Life) {
    const { view, events } = life.tab.session.snapshot
    const shown = lines(events)
    const epochs = gateway.disk.epochs.length
    const isRun = gateway.disk.epochs.some((log) => isWithin(shown, lines(visibleTo(roleOf(life.at), log))))
    expect(isRun, `I3: seat ${life.at} shows a run of the log without holes`).toBe(true)

    const before = seen.get(life)
    if (before?.epochs === epochs) {
      expect(isWithin(before.shown, shown), `I4: seat ${life.at} goes on where it was, nothing is taken back`).toBe(
        true,
      )
      expect(view?.fence ?? before.fence, `the fence only grows at seat ${life.at}`).toBeGreaterThanOrEqual(
        before.fence,
      )
    }
    if (view?.stream) {
      const begun = Number(view.stream.ref.split('_')[1])
      expect(begun, `no part of a stale reply at seat ${life.at}`).toBeGreaterThanOrEqual(view.fence)
    }
    seen.set(life, { epochs, shown, fence: view?.fence ?? 0 })
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

import type { Log } from './log.ts'

/** How often the gateway is asked whether it lives, and how soon after a start. */
const ASK_EVERY_MS = 1_000
const ASK_AT_START_MS = 50
/** How long an answer may take. One that has much to do answers late. */
const ANSWER_MS = 10_000
/** A gateway that has been silent for this long is killed. Much longer than it may be busy: killed for that, it has to begin anew. */
const HANG_MS = 30_000
/** A start may take longer, on a cold disk. */
const START_MS = 30_000
/** A clock that goes back by more than this was set: the runtime's own adjustments are smaller. */
const SET_BACK_MS = 2_000
/** Who ran for this long is started again at once. */
const STEADY_MS = 10_000
const FIRST_DELAY_MS = 250
const LAST_DELAY_MS = 2_000

/** One run of what is supervised. */
export interface Run {
  pid: number
  /** Resolves, never rejects, with words that say how it ended. */
  ended: Promise<string>
  kill(): void
}

export interface Supervised {
  start(): Run
  /** Whether it answers now. Ends by itself within `withinMs`. */
  isAlive(withinMs: number): Promise<boolean>
  log: Log
}

/** At once, then 250 ms, 500 ms … 2 s, by the number of runs in a row before this one that were short. */
export const restartDelayMs = (shortRuns: number): number =>
  shortRuns === 0 ? 0 : Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** (shortRuns - 1))

/** The wall clock by the one that nobody can set: constant, until somebody sets the wall clock. */
const clockOffset = (): number => Date.now() - performance.now()

/**
 * Keeps a process running: starts it again when it ends, kills it when it hangs, and never gives up. Also when the clock was
 * set back: for an object of workerd that is in memory, time would stand still until the clock is where it was, and
 * whatever it waits for with it.
 */
export class Supervisor {
  readonly #of: Supervised
  readonly #stopped: Promise<void>
  #release: () => void = () => undefined
  #isStopping = false
  #run: Run | null = null

  constructor(of: Supervised) {
    this.#of = of
    this.#stopped = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  /** Resolves after `release`, when the last run has ended. `onReady` is called each time it answers for the first time. */
  async supervise(onReady: () => void = () => undefined): Promise<void> {
    for (let shortRuns = 0; !this.#isStopping; ) {
      const startedAt = performance.now()
      const run = this.#of.start()
      this.#run = run
      this.#of.log.say('info', 'gateway.started', { pid: run.pid })
      void this.#watch(run, onReady)
      const how = await run.ended
      this.#run = null
      if (this.#isStopping) return
      if (performance.now() - startedAt >= STEADY_MS) shortRuns = 0
      const delay = restartDelayMs(shortRuns)
      shortRuns += 1
      this.#of.log.say('error', 'gateway.ended', { pid: run.pid, how, restartInMs: delay })
      await this.#pause(delay)
    }
  }

  /** The run that is to be ended, if one is; none follows it. */
  release(): Run | null {
    this.#isStopping = true
    this.#release()
    return this.#run
  }

  async #watch(run: Run, onReady: () => void): Promise<void> {
    const startedAt = performance.now()
    let heardAt = startedAt
    let offset = clockOffset()
    let isReady = false
    while (this.#run === run && !this.#isStopping) {
      if (await this.#of.isAlive(ANSWER_MS)) {
        heardAt = performance.now()
        if (!isReady) {
          isReady = true
          this.#of.log.say('info', 'gateway.ready', { pid: run.pid, afterMs: Math.round(heardAt - startedAt) })
          onReady()
        }
      }
      const setBackMs = Math.round(offset - clockOffset())
      if (this.#run === run && !this.#isStopping && setBackMs > SET_BACK_MS) {
        this.#of.log.say('error', 'gateway.clock_set_back', { pid: run.pid, setBackMs })
        return run.kill()
      }
      offset = Math.max(offset, clockOffset())
      const silentMs = Math.round(performance.now() - heardAt)
      if (this.#run === run && !this.#isStopping && silentMs >= (isReady ? HANG_MS : START_MS)) {
        this.#of.log.say('error', 'gateway.hangs', { pid: run.pid, silentMs })
        return run.kill()
      }
      await this.#pause(isReady ? ASK_EVERY_MS : ASK_AT_START_MS)
    }
  }

  async #pause(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    if (ms === 0) return
    await Promise.race([
      this.#stopped,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms)
      }),
    ])
    clearTimeout(timer)
  }
}

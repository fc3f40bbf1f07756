import type { MiddlewareHandler } from 'hono'

export const faultModes = ['none', 'down', 'slow'] as const
/** What is wrong with the business system: nothing, it answers 503, or every answer is late. */
export type FaultMode = (typeof faultModes)[number]

export const isFaultMode = (value: unknown): value is FaultMode => faultModes.includes(value as FaultMode)

export interface FaultSwitch {
  mode: FaultMode
  /** How late answers are in `slow`, in milliseconds. */
  slowMs: number
}

/** Lets `fault` spoil what is behind it. */
export const spoil =
  (fault: FaultSwitch): MiddlewareHandler =>
  async (c, next) => {
    if (fault.mode === 'down') return c.json({ code: 'unavailable' }, 503)
    if (fault.mode === 'slow') await late(fault.slowMs, c.req.raw.signal)
    return next()
  }

/** Ends early when the caller hangs up, so that closing the shop never waits for a late answer. */
const late = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * The right of one tab to send for all. `granted` may be called at once. `lost` is called when another tab took it.
 * With `steal` it is taken from a tab that holds it but does not answer. Returns what gives it back.
 */
export type Lease = (name: string, steal: boolean, granted: () => void, lost: () => void) => () => void

/** Web Locks where there are some (secure contexts); elsewhere every tab sends, which the gateway's dedupe makes harmless. */
export const webLock: Lease = (name, steal, granted, lost) => {
  const locks = globalThis.navigator?.locks
  if (!locks) {
    granted()
    return () => {}
  }
  const waiting = new AbortController()
  let returned = false
  let release = () => {}
  const hold = () =>
    new Promise<void>((resolve) => {
      release = resolve
      if (returned) resolve()
      else granted()
    })
  locks.request(name, steal ? { steal } : { signal: waiting.signal }, hold).catch((error: unknown) => {
    if (returned) return
    if (error instanceof Error && error.name === 'AbortError') lost()
    // Locks are denied here (a sandboxed frame, for one), so there is nobody to share with.
    else granted()
  })
  return () => {
    returned = true
    waiting.abort()
    release()
  }
}

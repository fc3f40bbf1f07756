const NAME = 'baton-call'

/** The right to the one call of this browser; null: another tab has it. Returns what gives it back. */
export function takeCall(): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    // Without locks (pages that are not secure, which have no microphone either) nobody can tell.
    if (!navigator.locks) return resolve(() => {})
    const hold = (lock: Lock | null) => (lock ? new Promise<void>((release) => resolve(release)) : resolve(null))
    navigator.locks.request(NAME, { ifAvailable: true }, hold).catch(() => resolve(() => {}))
  })
}

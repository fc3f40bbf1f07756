export interface Emitter<Events extends object> {
  /** Returns the function that stops listening. */
  on<K extends keyof Events>(kind: K, listener: (detail: Events[K]) => void): () => void
  emit<K extends keyof Events>(kind: K, detail: Events[K]): void
}

/** A listener that throws is reported and the others still run: a broken view must not stop the session. */
export function createEmitter<Events extends object>(): Emitter<Events> {
  const listeners: { [K in keyof Events]?: Set<(detail: Events[K]) => void> } = {}
  return {
    on(kind, listener) {
      // Wrapped, so that one function given twice is two subscriptions.
      const entry: typeof listener = (detail) => listener(detail)
      const set = listeners[kind] ?? new Set()
      listeners[kind] = set
      set.add(entry)
      return () => set.delete(entry)
    },
    emit(kind, detail) {
      for (const listener of [...(listeners[kind] ?? [])]) {
        try {
          listener(detail)
        } catch (error) {
          if (typeof reportError === 'function') reportError(error)
          else console.error(error)
        }
      }
    },
  }
}

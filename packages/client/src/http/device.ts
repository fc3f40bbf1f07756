/** The credential of this device. In memory only where storage is forbidden: then every page is a new customer. */
export interface DeviceCredential {
  read(): string | null
  keep(credential: string): void
  forget(): void
}

export function deviceCredential(key: string): DeviceCredential {
  let inMemory: string | null = null

  function attempt<T>(use: (storage: Storage) => T, otherwise: T): T {
    try {
      return use(localStorage)
    } catch {
      // Missing (Node), forbidden (private modes, sandboxed frames) or full; what is in memory still serves this page.
      return otherwise
    }
  }

  return {
    read: () => attempt((storage) => storage.getItem(key), null) ?? inMemory,
    keep(credential) {
      inMemory = credential
      attempt((storage) => storage.setItem(key, credential), undefined)
    },
    forget() {
      inMemory = null
      attempt((storage) => storage.removeItem(key), undefined)
    },
  }
}

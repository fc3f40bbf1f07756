import type { Cursor, Store, StoredSend } from './store.ts'

/** One database for all names: an agent's browser meets thousands of sessions. */
const DATABASE = 'baton'
const SENDS = 'sends'
const CURSORS = 'cursors'

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SENDS)
    request.result.createObjectStore(CURSORS)
  }
  return settled(request)
}

/** Rejects where IndexedDB cannot be used. */
export async function openIndexed(name: string): Promise<Store> {
  let database: IDBDatabase | null = null

  async function connection(): Promise<IDBDatabase> {
    if (database) return database
    const opened = await open()
    // Browsers close connections of pages in the background; the next call opens another.
    opened.onclose = () => {
      database = null
    }
    opened.onversionchange = () => {
      opened.close()
      database = null
    }
    database = opened
    return opened
  }

  const read = async <T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    settled(ask((await connection()).transaction(store).objectStore(store)))

  /** Resolves when the transaction is complete, not when the request is: only then does it survive the tab. */
  async function write(store: string, change: (store: IDBObjectStore) => void): Promise<void> {
    const transaction = (await connection()).transaction(store, 'readwrite')
    change(transaction.objectStore(store))
    // Said at once, or the browser waits for the request's success first and drops the transaction of a page that reloads.
    transaction.commit()
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
  }

  await connection()
  // Keys are `[name, id]`; an array sorts after every string.
  const ours = () => IDBKeyRange.bound([name], [name, []])
  return {
    shared: true,
    sends: () => read<StoredSend[]>(SENDS, (store) => store.getAll(ours())),
    put: (send) => write(SENDS, (store) => store.put(send, [name, send.id])),
    remove: (id) => write(SENDS, (store) => store.delete([name, id])),
    cursor: async () => (await read<Cursor | undefined>(CURSORS, (store) => store.get(name))) ?? null,
    mark: (cursor) => write(CURSORS, (store) => store.put(cursor, name)),
    async clear() {
      await write(SENDS, (store) => store.delete(ours()))
      await write(CURSORS, (store) => store.delete(name))
    },
  }
}

import type { Blobs } from './blobs.ts'

/**
 * Blobs in a folder of one machine, through workerd's `disk` service: a file under each name, written whole and then moved
 * into its place. It checks no hash; what must not be damaged is sealed, or told by its name.
 */
export const diskBlobs = (disk: Fetcher, prefix: string): Blobs => {
  const ask = (method: 'GET' | 'PUT' | 'DELETE', name: string, body?: Uint8Array): Promise<Response> => {
    const path = `${prefix}${name}`.split('/').map(encodeURIComponent).join('/')
    return disk.fetch(`http://blobs/${path}`, { method, ...(body && { body }) })
  }
  return {
    async put(name, bytes) {
      const answer = await ask('PUT', name, bytes)
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the disk answers ${answer.status}`)
    },
    async get(name) {
      const answer = await ask('GET', name)
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      return absent(answer)
    },
    async read(name) {
      const answer = await ask('GET', name)
      return answer.ok ? answer.body : absent(answer)
    },
    async remove(name) {
      const answer = await ask('DELETE', name)
      if (!answer.ok) await absent(answer)
    },
  }
}

/** Null for what is not there. */
async function absent(answer: Response): Promise<null> {
  await answer.body?.cancel()
  if (answer.status !== 404) throw new Error(`the disk answers ${answer.status}`)
  return null
}

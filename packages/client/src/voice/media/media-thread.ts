import type { MediaNews, MediaOrder } from './media-orders.ts'

/** Whoever carries the sound, beside the page or, failing that, on it. */
export interface MediaThread {
  order(order: MediaOrder): void
  end(): void
}

/** A thread that has not begun by then is not waited for. */
const BEGINS_WITHIN_MS = 2000
const ENDS_WITHIN_MS = 10_000

/**
 * A thread of its own where the page's policy allows one. A page of another origin than the file may only start what it made
 * itself, so that is one line which loads the file: as a script, which the policy names, and not as a worker.
 */
export async function startMedia(url: string, tell: (news: MediaNews) => void): Promise<MediaThread> {
  const worker = await started(url)
  if (worker) {
    worker.onmessage = ({ data }: MessageEvent<MediaNews>) => {
      if (data.kind === 'ended') worker.terminate()
      else tell(data)
    }
    return {
      order: (order) => worker.postMessage(order, order.kind === 'begin' ? [order.capture, order.player] : []),
      // What was said last leaves first, unless it cannot.
      end() {
        worker.postMessage({ kind: 'end' } satisfies MediaOrder)
        setTimeout(() => worker.terminate(), ENDS_WITHIN_MS)
      },
    }
  }
  const { createMedia } = await import('./media.ts')
  const order = createMedia(tell)
  return { order, end: () => order({ kind: 'end' }) }
}

async function started(url: string): Promise<Worker | null> {
  const isOurs = new URL(url, location.href).origin === location.origin
  const own = isOurs
    ? null
    : URL.createObjectURL(new Blob([`import(${JSON.stringify(url)})`], { type: 'text/javascript' }))
  try {
    const worker = new Worker(trusted(own ?? url), { type: 'module' })
    if (await begins(worker)) return worker
    worker.terminate()
  } catch {
    // The page's policy forbids it, or the browser has none.
  } finally {
    if (own !== null) URL.revokeObjectURL(own)
  }
  return null
}

const begins = (worker: Worker): Promise<boolean> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), BEGINS_WITHIN_MS)
    worker.onerror = () => resolve(false)
    worker.onmessage = () => resolve(true)
  })

interface ScriptPolicy {
  createScriptURL(url: string): string
}
interface PolicyMaker {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy
}

let policy: ScriptPolicy | undefined

/** A page under Trusted Types takes the address of a script only through a policy that it knows by name. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker }
  policy ??= trustedTypes?.createPolicy('baton-voice', { createScriptURL: (each) => each })
  return policy?.createScriptURL(url) ?? url
}

/** Who hangs up is not heard of again: their request just ends, wherever it was. It counts no longer than this. */
const COUNTED_MS = 30_000

/** When each began, the oldest first. */
const begun = new Map<symbol, number>()

/** Counts a request until it is answered, so that whoever stops the process knows what it would cut off. */
export async function underWay<T>(answer: () => Promise<T>): Promise<T> {
  const request = Symbol('request')
  begun.set(request, Date.now())
  try {
    return await answer()
  } finally {
    begun.delete(request)
  }
}

export function requestsUnderWay(now = Date.now()): number {
  for (const [request, at] of begun) {
    if (now - at < COUNTED_MS) break
    begun.delete(request)
  }
  return begun.size
}

import { inject } from 'vitest'

/** Breaks the shop's business system, or mends it. */
export async function fault(mode: 'none' | 'down'): Promise<void> {
  const { shop } = inject('product')
  const answer = await fetch(`${shop}/demo/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: shop },
    body: JSON.stringify({ mode }),
  })
  if (!answer.ok) throw new Error(`the shop does not take the fault: ${answer.status}`)
}

import type { Inbound } from './channel.ts'

/** A batch parted by customer. What one of them said stays in its order; between two of them there is none. */
export function linesOf(batch: readonly Inbound[]): Inbound[][] {
  const lines = new Map<string, Inbound[]>()
  for (const each of batch) {
    const line = lines.get(each.from.address)
    if (line) line.push(each)
    else lines.set(each.from.address, [each])
  }
  return [...lines.values()]
}

/**
 * Works through every line, `width` of them at a time. A line ends at what fails in it, and the others go on: what they
 * brought is then done with, and is known when all of it comes again.
 *
 * @throws the first error, once every line has ended.
 */
export async function throughLines<Item>(
  lines: readonly (readonly Item[])[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = lines.values()
  const errors: unknown[] = []
  const worker = async (): Promise<void> => {
    for (const line of waiting) {
      try {
        for (const item of line) await work(item)
      } catch (error) {
        errors.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, lines.length) }, worker))
  if (errors.length > 0) throw errors[0]
}

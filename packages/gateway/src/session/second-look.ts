import type { BotContext, Reading } from '@baton/protocol'
import type { Turn } from '@baton/relay/session'
import type { Knowhow } from './knowhow.ts'
import type { TurnHost } from './turn-host.ts'

interface Looked {
  reading: Reading
  context: BotContext
  /** What stands in pictures of the turn. */
  picture?: string | undefined
}

/**
 * The same message, with what models of others read in it, where there are any: the text of a picture, and articles by
 * meaning. Without a word of the customer's a picture speaks for them; beside their words it only adds its numbers. Rules
 * that look at the customer's own words have looked before.
 */
export async function secondLook(
  host: Pick<TurnHost, 'picture' | 'nearest'>,
  turn: Turn,
  knowhow: Knowhow,
  words: string,
  { reading, context }: Looked,
): Promise<Looked> {
  const brain = knowhow.brain()
  const picture = (context.files ?? 0) > 0 ? ((await host.picture(turn, knowhow)) ?? undefined) : undefined
  const isWordless = words.trim() === ''
  const { files: _, ...without } = context
  const seen = picture !== undefined && isWordless ? without : context
  const heard = picture === undefined ? words : isWordless ? picture : `${words} ${numbersIn(picture, knowhow, seen)}`
  const again = picture === undefined ? reading : brain.understand(heard, seen)
  const nearest = await host.nearest(knowhow, again, seen)
  if (!nearest) return { reading: again, context: seen, picture }
  const ordered = { ...seen, nearest }
  return { reading: brain.understand(heard, ordered), context: ordered, picture }
}

/** The workspace's own numbers in a text, such as those of orders. */
function numbersIn(text: string, { brain, snapshot }: Knowhow, context: BotContext): string {
  const own = new Set(snapshot.pack.entities.map(({ type }) => type))
  const { entities } = brain().understand(text, { ...context, flow: null })
  return entities.flatMap(({ type, value }) => (own.has(type) ? [value] : [])).join(' ')
}

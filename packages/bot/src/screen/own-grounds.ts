import type { ActionResult, BotContext, Decision, Reading } from '@baton/protocol'
import type { Shelf } from '../retrieval/shelf.ts'
import type { Grounds } from './ground.ts'

/** What the sentences of a decision of ours may rest on besides the pack's wording and flows. */
export function ownGrounds(
  decision: Decision,
  shelf: Shelf,
  { locale, entities }: Reading,
  { flow, customer, now }: BotContext,
  result?: ActionResult,
): Grounds {
  const cited = decision.do === 'answer' ? decision.citations : []
  const articles = cited.flatMap(({ article }) => shelf(article, locale, now) ?? [])
  const slots = [flow, decision.flow].flatMap((state) => Object.values(state?.slots ?? {}))
  return {
    texts: articles.flatMap(({ title, body }) => [title, body]),
    results: [flow?.results, decision.flow?.results, result?.ok ? result.data : null],
    // A flow says back what fills its slots, in the words its author put around them.
    said: [...entities.flatMap(({ value, text }) => [value, text]), ...slots, customer.name ?? ''],
  }
}

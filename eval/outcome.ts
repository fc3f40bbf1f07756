import type { Brain } from '@baton/bot'
import type { BotContext, Intent, Locale, Pack } from '@baton/protocol'

/** What a customer gets for a message: what it means, the question whether it means that, something else, or nothing. */
export type Outcome = 'right' | 'asked' | 'wrong' | 'unknown'

/**
 * What comes of a first message of a guest. `intent` is what it means, or null for what is no business of the pack's: then
 * `right` is never, and whatever is not `unknown` is a false step.
 */
export function outcomeOf(
  brain: Brain,
  pack: Pack,
  { text, intent, locale }: { text: string; intent: string | null; locale: Locale },
): Outcome {
  const context: BotContext = {
    locale,
    earlier: [],
    flow: null,
    clarified: false,
    customer: { name: null, tier: null },
  }
  const decision = brain.answer(brain.understand(text, context), context)
  const meant = pack.intents.find(({ id }) => id === intent)
  switch (decision.do) {
    case 'abstain':
      return 'unknown'
    case 'clarify':
      return meant && !namesOf(meant, pack).some((name) => decision.options.some(({ label }) => label === name))
        ? 'wrong'
        : 'asked'
    case 'handoff':
      return meant && 'person' in meant.serve ? 'right' : 'wrong'
    case 'answer':
      if (meant && 'article' in meant.serve) {
        const { article } = meant.serve
        if (decision.citations.some((each) => each.article === article)) return 'right'
      }
  }
  const started = decision.why.some(
    ({ code, detail }) => code === 'started' && meant && 'flow' in meant.serve && detail === meant.serve.flow,
  )
  return started ? 'right' : 'wrong'
}

/** By what a clarifying question may name an intent: its own name, or the title of the article that serves it. */
function namesOf({ name, serve }: Intent, { articles }: Pack): string[] {
  const titles = 'article' in serve ? articles.filter(({ id }) => id === serve.article).map(({ title }) => title) : []
  return [...Object.values(name), ...titles]
}

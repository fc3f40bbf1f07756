import { z } from 'zod'
import { slug } from '../ids.ts'
import { locale } from '../locale.ts'
import { action } from './action.ts'
import { article } from './article.ts'
import { BUILT_IN_ACTIONS, BUILT_IN_PREFIX, isBuiltIn } from './built-in.ts'
import { flow } from './flow.ts'
import { forbidden } from './forbidden.ts'
import { intent } from './intent.ts'
import { patternFault } from './pattern-fault.ts'
import { prescreen, unfitToPrescreen } from './prescreen.ts'
import { flagged, rules } from './rule.ts'
import { synonyms } from './synonyms.ts'
import { training } from './training.ts'
import { wording } from './wording.ts'

/** How a workspace writes its own numbers, as regular expressions over normalised text. Value: the first group or all. */
export const entityPattern = z
  .object({ type: slug, pattern: z.string(), example: z.string() })
  .superRefine((value, context) => {
    const fault =
      patternFault(value.pattern, 'iu') ??
      (new RegExp(value.pattern, 'iu').test(value.example) ? null : 'the pattern does not match its own example')
    if (fault !== null) context.addIssue({ code: 'custom', message: `${value.type}: ${fault}` })
  })
export type EntityPattern = z.infer<typeof entityPattern>

/** Something the workspace sells, and how its customers call it in each language. */
export const product = z.object({
  id: slug,
  names: z.partialRecord(locale, z.array(z.string().min(2).max(80)).min(1)),
})
export type Product = z.infer<typeof product>

/** All that an industry pack holds: data only, owned by operators. */
export const pack = z
  .object({
    id: slug,
    articles: z.array(article).min(1),
    intents: z.array(intent).min(1),
    flows: z.array(flow),
    rules,
    /** Intents the bot was found not capable of: rules know them by `intent.flagged`. */
    flagged: flagged.optional(),
    actions: z.array(action),
    entities: z.array(entityPattern),
    /** Beside what no bot of ours says. Absent: nothing. */
    forbidden: z.array(forbidden).max(100).optional(),
    synonyms: synonyms.optional(),
    /** The catalogue's names, for what customers talk about. Absent where there is none, and in packs published before. */
    products: z.array(product).max(5_000).optional(),
    /** Asked before a person takes over. None: the person comes at once. */
    prescreen: z.array(prescreen).optional(),
    training: training.optional(),
    wording,
  })
  .superRefine((value, context) => {
    const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    const flows = new Set(value.flows.map((each) => each.id))
    const actions = new Set(value.actions.map((each) => each.id))
    const articles = new Set(value.articles.map((each) => each.id))
    for (const [index, { id }] of value.actions.entries())
      if (id.startsWith(BUILT_IN_PREFIX))
        issue(['actions', index, 'id'], `action ${id}: the gateway's own are called so`)
    const seen = new Set<string>()
    for (const [index, each] of value.articles.entries()) {
      const key = `${each.id} (${each.locale})`
      if (seen.has(key)) issue(['articles', index], `article ${key} is there twice`)
      seen.add(key)
    }
    for (const [index, each] of value.intents.entries()) {
      if ('flow' in each.serve && !flows.has(each.serve.flow))
        issue(['intents', index, 'serve', 'flow'], `intent ${each.id}: no flow ${each.serve.flow}`)
      if ('article' in each.serve && !articles.has(each.serve.article))
        issue(['intents', index, 'serve', 'article'], `intent ${each.id}: no article ${each.serve.article}`)
    }
    for (const [index, each] of (value.prescreen ?? []).entries()) {
      const asked = value.flows.find(({ id }) => id === each.flow)
      const unfit = asked ? unfitToPrescreen(asked) : 'there is none'
      if (unfit) issue(['prescreen', index, 'flow'], `prescreen ${each.id}: flow ${each.flow}: ${unfit}`)
    }
    for (const [index, each] of value.flows.entries()) {
      for (const [at, step] of each.steps.entries()) {
        const path = ['flows', index, 'steps', at]
        if (step.do === 'act' && !actions.has(step.action) && !isBuiltIn(step.action))
          issue([...path, 'action'], `flow ${each.id}: no action ${step.action}`)
        if (step.do === 'act' && isBuiltIn(step.action))
          for (const name of BUILT_IN_ACTIONS[step.action])
            if (!step.input[name]) issue([...path, 'input', name], `flow ${each.id}: ${step.action} needs ${name}`)
        if (step.do === 'say' && step.cite && !articles.has(step.cite))
          issue([...path, 'cite'], `flow ${each.id}: no article ${step.cite}`)
      }
    }
  })
export type Pack = z.infer<typeof pack>

/** What Knowledge publishes: a pack under the hash of its content. Immutable; a turn pins and logs `version`. */
export interface Snapshot {
  version: string
  pack: Pack
}

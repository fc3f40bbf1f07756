import { lacking } from '@baton/bot/coldstart'
import type { Proposal, ProposedIntent } from '@baton/protocol'
import { stringify } from 'yaml'

const HEAD = `# Proposed from past dialogues. What stands here was said by customers, masked: read it before it is published.
# Give each intent a name and what serves it, join those that mean the same, and drop what is none.
`

/** The intents of a proposal as a pack has them, with what a person has to decide as comments. */
export const draftOf = ({ intents }: Pick<Proposal, 'intents'>): string =>
  intents.length === 0 ? `${HEAD}[]\n` : `${HEAD}\n${intents.map(entryOf).join('\n')}`

function entryOf(intent: ProposedIntent): string {
  const { id, terms, size, like, article, phrasings } = intent
  const missing = lacking(intent)
  const notes = [
    `${size} asked${terms.length > 0 ? `: ${terms.join(', ')}` : ''}`,
    ...(like ? [`near to the intent ${like.intent} (${like.cosine.toFixed(2)})`] : []),
    ...(missing.length > 0 ? [`needs three phrasings each in ${missing.join(' and ')}`] : []),
    ...(article ? [] : ['to be served by a flow or an article; until then by a person']),
  ]
  const name = terms.join(' ') || id
  const serve = article ? { article: article.id } : { person: true }
  const whole = [{ id, name: { en: name, 'zh-CN': name, 'zh-TW': name }, phrasings, serve }]
  return `${notes.map((note) => `# ${note}\n`).join('')}${stringify(whole, { lineWidth: 0 })}`
}

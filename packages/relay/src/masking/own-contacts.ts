import { email } from './email.ts'
import { phone } from './phone.ts'
import { mayHold } from './prefilter.ts'
import { project } from './projection.ts'

/**
 * The addresses and phones that a workspace has published itself, as patterns to exempt: its bot and its agents may give
 * them. `published` is anything with texts in it, such as articles.
 */
export function ownContacts(published: unknown): RegExp[] {
  const contacts = new Set<string>()
  for (const text of textsIn(published)) {
    if (!mayHold(text)) continue
    const projection = project(text)
    for (const { start, end } of [...email(projection, {}), ...phone(projection, {})])
      contacts.add(text.slice(start, end))
  }
  return contacts.size === 0 ? [] : [new RegExp([...contacts].map(literal).join('|'), 'giu')]
}

function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : []
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

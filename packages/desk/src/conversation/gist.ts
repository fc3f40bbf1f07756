import { tellRemoved } from '@baton/client'
import type { Dictionary } from '../locale/dictionary.ts'
import type { Message } from '../store/conversation.ts'

/** A message in one line: its words, else what it brings. */
export function gistOf({ body }: Message, { brought, removal }: Dictionary): string {
  const { text, files = [], attachments = [], place } = body
  if (text) return tellRemoved(text, removal.text)
  const things = [...files.map(({ name }) => name), ...attachments.map(({ kind }) => brought.kind[kind])]
  if (place) things.push(place.name ?? brought.place)
  return things.join(', ')
}

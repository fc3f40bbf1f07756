import type { AccountView } from '@baton/client'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'

export type AccountState = 'on' | 'off' | 'incomplete' | 'down'

/** What is most in the way of an account, first. */
export function stateOf({ isOn, missing, downSince }: AccountView): AccountState {
  if (!isOn) return 'off'
  if (missing !== null) return 'incomplete'
  return downSince === null ? 'on' : 'down'
}

const labelOf = (name: string, { words }: Speech): string => {
  const { fields } = words.channels
  const labels = Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [key, label]))
  return term(labels, name)
}

/** The state as a sentence. */
export function stateWords(account: AccountView, speech: Speech): string {
  const { channels } = speech.words
  if (account.missing !== null) return channels.missing(labelOf(account.missing, speech))
  if (!account.isOn) return channels.paused
  if (account.downSince !== null) return channels.downSince(speech.when(account.downSince))
  return account.heardAt === null ? channels.neverHeard : channels.heardAt(speech.when(account.heardAt))
}

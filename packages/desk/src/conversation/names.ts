import type { Holder, Party } from '@baton/client'
import type { Dictionary } from '../locale/dictionary.ts'

/** Who looks at the log, and whose conversation it is. */
export interface Eyes {
  me: string
  customer: string
}

export function partyName(party: Party, words: Dictionary, eyes: Eyes): string {
  if (party.role === 'customer') return eyes.customer
  if (party.role === 'bot') return party.name ?? words.holders.bot
  if (party.role === 'agent') return party.id === eyes.me ? words.holders.you : (party.name ?? words.holders.agent)
  return words.holders.system
}

/** Colour key of a holder's baton. */
export type HolderKind = 'bot' | 'queue' | 'you' | 'other'

export const holderKind = (holder: Holder, me: string): HolderKind =>
  holder === 'bot' || holder === 'queue' ? holder : holder === `agent:${me}` ? 'you' : 'other'

/** `name` is the agent's, where the log told it. */
export function holderName(holder: Holder, name: string | undefined, words: Dictionary, me: string): string {
  const kind = holderKind(holder, me)
  return kind === 'other' ? (name ?? words.holders.agent) : words.holders[kind]
}

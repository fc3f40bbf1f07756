import type { Brief, Glance } from '@baton/protocol'
import type { Ledger } from './ledger.ts'

/** Enough to understand what is being said on a call, and no more than fits on a card. */
const SAID = 8
/** Among so many of the last events of the log. */
const AMONG = 64

/** The end of the conversation of a call that is offered to a person; null when it is with the bot, or is none. */
export function glanceAt({ state, log }: Pick<Ledger, 'state' | 'log'>, handoffId: string): Glance | null {
  const { handoff, holder, call, case: it, brief, head } = state
  if (handoff?.id !== handoffId || holder === 'bot' || call?.status !== 'live') return null
  const said = log.since(Math.max(0, head - AMONG)).flatMap((event) => {
    if (event.kind !== 'message' || event.at < (it?.openedAt ?? 0)) return []
    const { text, spoken } = event.body
    return [{ by: event.by.role, text, at: event.at, ...(spoken?.signals && { signals: spoken.signals }) }]
  })
  return { brief, said: said.slice(-SAID) }
}

/** What an agent is told by voice who has come to this call; null when nobody has it, or nothing is known. */
export function whisperedAt(
  { state }: Pick<Ledger, 'state'>,
  call: string,
): Pick<Brief, 'want' | 'mood' | 'locale'> | null {
  const { brief, holder } = state
  if (state.call?.id !== call || !holder.startsWith('agent:') || !brief) return null
  const { want, mood, locale } = brief
  return { want, mood, locale }
}

import type { BotContext, Decision, HandoffReason, Locale, Reason, Wording } from '@baton/protocol'
import type { Fired } from '@baton/relay/rules'

/** The bot's last words before a person takes over, where the rule has none of its own. */
export function handoffWords(reason: HandoffReason): 'handoffAsked' | 'handoffMood' | 'handoffStuck' {
  if (reason === 'asked') return 'handoffAsked'
  return reason === 'mood' || reason === 'bad_rating' ? 'handoffMood' : 'handoffStuck'
}

/** What a rule has the bot say in place of its answer. The flow waits on. */
export function inPlace({ rule }: Fired, { locale, flow }: BotContext): Extract<Decision, { do: 'answer' }> {
  const sentences = rule.say ? [rule.say[locale]] : []
  const why: Reason[] = [{ step: 'rule', code: rule.id }]
  return { do: 'answer', sentences, citations: [], options: [], confidence: 1, why, flow }
}

/** The button that asks for a person. */
export const personOption = (wording: Wording, locale: Locale) => ({
  label: wording.personButton[locale],
  text: wording.personButton[locale],
})

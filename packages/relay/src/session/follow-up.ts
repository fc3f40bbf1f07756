import type { EventBody, SessionEvent } from '@baton/protocol'

/**
 * What came after a turn of the bot: the customer thanked, asked the same in the same words or in others, was passed to a
 * person, went on with something else; or the case ended, settled or in silence. Null while nothing has.
 */
export type FollowUp = 'thanks' | 'repeat' | 'rephrase' | 'handoff' | 'went_on' | 'resolved' | 'silence'

/** A turn of the bot with what led to it and what came of it. */
export interface FollowedTurn
  extends Pick<
    EventBody<'bot.decided'>,
    'turn' | 'snapshot' | 'outcome' | 'intent' | 'alternatives' | 'nearest' | 'recognised'
  > {
  seq: number
  /** What the customer wrote, masked as the log has it. */
  text: string
  next: FollowUp | null
  /** How the customer rated the case it was in, 1–5. */
  rating: number | null
}

/** The turns of a log with what happened next, oldest first. Linear. */
export function followedTurns(events: readonly SessionEvent[]): FollowedTurn[] {
  const turns: FollowedTurn[] = []
  /** Turns of the case that is open, or was closed last. */
  let inCase: FollowedTurn[] = []
  let said: string[] = []
  const settle = (next: FollowUp): void => {
    const last = inCase.at(-1)
    if (last && last.next === null) last.next = next
  }
  for (const event of events) {
    switch (event.kind) {
      case 'case.opened':
        if (!event.body.reopened) inCase = []
        break
      case 'message':
        if (event.by.role === 'customer') said.push(event.body.text)
        break
      case 'bot.decided': {
        const { turn, snapshot, outcome, intent, alternatives, nearest, recognised } = event.body
        const text = said.join('\n')
        settle(followUpOf(event.body, text, inCase.at(-1)?.text ?? null))
        const followed: FollowedTurn = {
          seq: event.seq,
          turn,
          snapshot,
          outcome,
          intent,
          recognised,
          ...(alternatives && { alternatives }),
          ...(nearest && { nearest }),
          text,
          next: null,
          rating: null,
        }
        turns.push(followed)
        inCase.push(followed)
        said = []
        break
      }
      case 'handoff.requested':
        settle('handoff')
        break
      case 'baton.passed':
        // What was said to a person is no turn of the bot's.
        said = []
        break
      case 'case.closed':
        settle(event.body.reason)
        break
      case 'case.rated':
        for (const turn of inCase) turn.rating = event.body.score
        break
    }
  }
  return turns
}

/** What the next message makes of the turn before it. */
function followUpOf({ smallTalk, repeated }: EventBody<'bot.decided'>, text: string, before: string | null): FollowUp {
  if (smallTalk === 'thanks') return 'thanks'
  if (!repeated?.includes(1)) return 'went_on'
  return before !== null && plain(text) === plain(before) ? 'repeat' : 'rephrase'
}

/** Without what tells two writings of the same words apart. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

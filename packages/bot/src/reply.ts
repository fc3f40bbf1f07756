import type { BotContext, Pack, Reading } from '@baton/protocol'
import type { SmallTalk } from './smalltalk.ts'
import { say, WORDING } from './wording.ts'

/** Kind words for small talk, in the reader's language. */
export function smallTalkReply(
  { knowledge, reading, context }: { knowledge: { pack: Pack }; reading: Reading; context: BotContext },
  kind: SmallTalk,
): string[] {
  const { locale } = reading
  const greeting = say(knowledge.pack.wording.greeting, locale)
  switch (kind) {
    case 'greeting': {
      const { name } = context.customer
      return name === null ? [greeting] : [say(WORDING.hello, locale).replace('{name}', () => name), greeting]
    }
    case 'identity':
      return [say(WORDING.identity, locale), greeting]
    case 'thanks':
    case 'goodbye':
    case 'fine':
      return [say(WORDING[kind], locale)]
  }
}

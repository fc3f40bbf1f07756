import type { ActionResult, BotContext, Decision, Pack, Reading } from '@baton/protocol'
import { answer } from './answer.ts'
import { finish } from './finish.ts'
import { learn } from './knowledge.ts'
import { understand } from './understand.ts'

/** A pack made ready to answer: built once per snapshot, shared by every session of an isolate, never changed. */
export interface Brain {
  /** What a message says. Pure: the same message and context give the same reading. */
  understand(message: string, context: BotContext): Reading
  /**
   * What to do about a reading. After an `act`, call again with its result and the flow that `act` returned
   * in `context.flow`; an `act` may follow an `act`. Sentences are joined as they are, with nothing in between.
   */
  answer(reading: Reading, context: BotContext, result?: ActionResult): Decision
}

/**
 * Makes a checked pack ready to answer. Up to half a second of CPU for 25 intents of 40 phrasings and 150 articles,
 * so keep it; the same pack gives the same brain.
 */
export function compile(pack: Pack): Brain {
  const knowledge = learn(pack)
  return {
    understand: (message, context) => understand(knowledge, message, context),
    answer: (reading, context, result) => finish(answer(knowledge, reading, context, result), pack, reading, context),
  }
}

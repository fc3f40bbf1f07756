import type { ActionResult, BotContext, Decision, Pack, Reading } from '@baton/protocol'

/** A pack made ready to answer: built once per snapshot, shared by every session of an isolate, never changed. */
export interface Brain {
  /** What a message says. Pure: the same message and context give the same reading. */
  understand(message: string, context: BotContext): Reading
  /**
   * What to do about a reading. After an `act`, call again with its result and the flow that `act` returned
   * in `context.flow`; an `act` may follow an `act`.
   */
  answer(reading: Reading, context: BotContext, result?: ActionResult): Decision
}

export function compile(_pack: Pack): Brain {
  throw new Error('not built yet')
}

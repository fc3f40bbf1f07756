import type { ActionResult, BotContext, Decision, Pack, Reading } from '@baton/protocol'
import { answer, beginFlow } from './answer.ts'
import { finish } from './finish.ts'
import type { Model } from './intent/model.ts'
import { learn } from './knowledge.ts'
import { normalise } from './normalise.ts'
import type { Near } from './retrieval/nearest.ts'
import type { Shelf } from './retrieval/shelf.ts'
import type { Door } from './screen/door.ts'
import { understand } from './understand.ts'

/** So many that what means the same in other words is most likely among them. */
const CANDIDATES = 50

/** A pack made ready to answer: built once per snapshot, shared by every session of an isolate, never changed. */
export interface Brain {
  /** What a message says. Pure: the same message and context give the same reading. */
  understand(message: string, context: BotContext): Reading
  /**
   * What to do about a reading. After an `act`, call again with its result and the flow that `act` returned
   * in `context.flow`; an `act` may follow an `act`. Sentences are joined as they are, with nothing in between.
   */
  answer(reading: Reading, context: BotContext, result?: ActionResult): Decision
  /**
   * Articles that customers may see, nearest by their words: what an embedding provider is to order anew, for
   * `context.nearest`. `now` as in `BotContext`.
   */
  candidates(message: string, now?: number): Near[]
  /** The first step of a flow that was not asked for, such as the questions before a person takes over. */
  begin(flow: string, reading: Reading, context: BotContext): Decision
  /** A public article in the language nearest to the reader's. */
  article: Shelf
  /** What sentences that somebody else wrote pass before they are said. */
  door: Door
}

/**
 * Makes a checked pack ready to answer with the model that was trained on it (see `@baton/bot/training`). Linear in the
 * pack's text, without training; keep it. The same pack and model give the same brain. Without a model it answers by articles
 * and flows, and knows of intents nothing but their phrasings.
 */
export function compile(pack: Pack, model: Model | null): Brain {
  const knowledge = learn(pack, model)
  return {
    understand: (message, context) => understand(knowledge, message, context),
    answer: (reading, context, result) =>
      finish(answer(knowledge, reading, context, result), knowledge, reading, context, result),
    candidates: (message, now) => knowledge.search.find(normalise(message).folded, now, CANDIDATES).near,
    begin: (flow, reading, context) =>
      finish(beginFlow(knowledge, flow, reading, context), knowledge, reading, context),
    article: knowledge.shelf,
    door: knowledge.door,
  }
}

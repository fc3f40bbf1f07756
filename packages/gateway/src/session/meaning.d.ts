import { type Near } from '@baton/bot/retrieval';
import type { BotContext, EmbeddingsProvider, Reading } from '@baton/protocol';
import type { Hired } from '../providers/providers.ts';
import type { Knowhow } from './knowhow.ts';
/**
 * Orders what was found by words anew, by meaning. Null where words are sure, nothing was found, or the provider fails; then
 * the words' order stands. One call: the question, and passages that were not asked for before.
 */
export declare function nearestByMeaning({ provider, settings }: Hired<EmbeddingsProvider>, knowhow: Knowhow, reading: Reading, { now, flow }: BotContext): Promise<Near[] | null>;

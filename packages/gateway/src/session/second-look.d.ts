import type { BotContext, Reading } from '@baton/protocol';
import type { Turn } from '@baton/relay/session';
import type { Knowhow } from './knowhow.ts';
import type { TurnHost } from './turn-host.ts';
interface Looked {
    reading: Reading;
    context: BotContext;
    /** What stands in pictures of the turn. */
    picture?: string | undefined;
}
/**
 * The same message, with what models of others read in it, where there are any: the text of a picture, and articles by
 * meaning. Without a word of the customer's a picture speaks for them; beside their words it only adds its numbers. Rules
 * that look at the customer's own words have looked before.
 */
export declare function secondLook(host: Pick<TurnHost, 'picture' | 'nearest'>, turn: Turn, knowhow: Knowhow, words: string, { reading, context }: Looked): Promise<Looked>;
export {};

import { type Action, type ActionResult, type Decision } from '@baton/protocol';
import { type Turn } from '@baton/relay/session';
import type { Knowhow } from './knowhow.ts';
import type { Heading, TurnHost } from './turn-host.ts';
/** What the bot does once the business system has answered. */
export type Decided = Exclude<Decision, {
    do: 'act';
}>;
/**
 * Asks the bot, and the business system where the flow needs it. Null when the turn is over for another reason; `unsettled` when
 * an action was begun before a crash that is not safe to repeat: nobody knows how it ended, and a person has to settle it.
 */
export declare function decide(host: TurnHost, turn: Turn, knowhow: Knowhow, { reading, context }: Heading, first?: Decision): Promise<Decided | null | 'unsettled'>;
/** An action that only reads, at a model's word; logged like any. Null when the turn is over. */
export declare function lookUp(host: TurnHost, turn: Turn, { config, exempt }: Knowhow, action: Action, input: Record<string, string>): Promise<ActionResult | null>;

import type { Decision, Reading } from '@baton/protocol';
import { type Redacted } from '@baton/relay/masking';
import type { Fired } from '@baton/relay/rules';
import { type Failure, type Turn } from '@baton/relay/session';
import type { Decided } from './deciding.ts';
import type { Knowhow } from './knowhow.ts';
import type { Heading, TurnHost } from './turn-host.ts';
/** How a turn asks the bot, and says what it answers. Null when the turn is over. */
interface Asking {
    decide(turn: Turn, knowhow: Knowhow, heading: Heading, first: Decision): Promise<Decided | null>;
    speak(turn: Turn, sentences: readonly string[], exempt: readonly RegExp[]): Promise<Redacted | null>;
}
/** Ends turns with a person: because a rule or a flow says so, or because the bot did not manage. */
export declare class HandingOver {
    #private;
    constructor(host: TurnHost, asking: Asking);
    /** Passes the baton, after questions where the pack asks some. */
    pass(turn: Turn, knowhow: Knowhow, { reading, context }: Heading, decision: Decision | null, fired: Fired | null): Promise<void>;
    /** The customer says something else instead of answering: called off, it is off; else the person comes, unheld. */
    endPrescreen(turn: Turn, knowhow: Knowhow, reading: Reading, decision: Exclude<Decided, {
        do: 'handoff';
    }>): Promise<void>;
    /** The bot did not manage: a person gets it, with what is known, and the customer is told. */
    fail(turn: Turn, knowhow: Knowhow | null, failure: Failure): void;
}
export {};

import type { Action, ActionResult, BotContext, ChatProvider, Citation, Decision, Option, Reading, Reason } from '@baton/protocol';
import type { Hired } from '../providers/providers.ts';
import type { Knowhow } from './knowhow.ts';
/** What a draft needs of the turn it is written in. */
export interface DraftHost {
    /** In milliseconds from now: when the answer has to be there. */
    withinMs(): number;
    /** False when somebody else answers by now, or more was said. */
    isWanted(): boolean;
    /** Whom the host site vouches for. */
    customer(): string | null;
    /** Has a reading action done, as logged as any; null when the turn is over. */
    look(action: Action, input: Record<string, string>): Promise<ActionResult | null>;
    /** Shows the answer so far: screened sentences only. */
    show(sentences: readonly string[]): void;
}
export interface Drafted {
    sentences: string[];
    citations: Citation[];
    options: Option[];
}
/** What came of asking a model: an answer, or why there is none. */
export interface Drafting {
    drafted: Drafted | null;
    why: Reason[];
    /** The model was asked and did not do its part. */
    failed?: true;
}
interface Asking {
    reading: Reading;
    decision: Decision;
    context: BotContext;
    /** What was read in a picture of this turn's. */
    picture?: string | undefined;
}
/**
 * Whether a model may put it better: an answer from an article, or none although something is near. What the bot would have
 * asked back stays below the answer as buttons. Flows speak for themselves.
 */
export declare const isDraftable: ({ do: what, why }: Decision) => boolean;
/**
 * Has a model write the answer from passages. Every sentence names the passage it comes from and is held against it before
 * anybody sees it. Whatever goes wrong, also in the middle, there is no draft, and the answer of our own stands: half an
 * answer may lack the half that matters.
 */
export declare function draft({ provider, settings }: Hired<ChatProvider>, knowhow: Knowhow, asking: Asking, host: DraftHost): Promise<Drafting>;
export {};

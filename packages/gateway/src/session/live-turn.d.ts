import type { BotContext, ChatProvider, Reading, Rule } from '@baton/protocol';
import { type Handle, type Redacted } from '@baton/relay/masking';
import { type EventDraft, type SessionState, type Turn } from '@baton/relay/session';
import { type Hired } from '../providers/providers.ts';
import type { Core } from './core.ts';
import type { Knowhow } from './knowhow.ts';
import { type StepUp, type StepUpCall } from './step-up.ts';
import type { TurnHost } from './turn-host.ts';
/** The bot's live turn in this session: its row, its timer, and what is shown of it. */
export declare class LiveTurn implements TurnHost {
    #private;
    constructor(core: Core);
    /** A message is the bot's to answer. Inside the transaction of it. */
    join(seq: number, after: SessionState, now: number): void;
    /** Somebody looks whether it has ended, also after a crash. */
    watch(now: number): void;
    /** Inside a transaction. */
    clear(): void;
    session(): string;
    now(): number;
    state(): SessionState;
    /** What is taken out of the log after this is still in what this turn thinks of. */
    turn(): Turn | null;
    said(seq: number): {
        text: string;
        files: number;
        marks: string[];
    };
    offerLater({ id, delayS }: Rule): void;
    isStored(id: string): boolean;
    handlesOf(seq: number): readonly Handle[];
    stepUp(knowhow: Knowhow, call: StepUpCall): Promise<StepUp>;
    /** Read once: what was read before a crash stands in its note. */
    picture(turn: Turn, { config, exempt }: Knowhow): Promise<Redacted | null>;
    nearest(knowhow: Knowhow, reading: Reading, context: BotContext): Promise<BotContext['nearest'] | null>;
    model({ config }: Knowhow): Hired<ChatProvider> | null;
    knowhow(): Promise<Knowhow>;
    commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean;
    /** Gone without an answer: the baton has passed on, and who holds it now answers. A newer turn stays. */
    endTurn(): void;
    busy(): void;
    stream(turn: Turn, n: number, text: Redacted): void;
}

import { type SessionView, type Settings } from '@baton/protocol';
import type { Handle } from '@baton/relay/masking';
import { type Actor, type EventDraft, type Live, type RedactedLog } from '@baton/relay/session';
import { Line } from '../durable/line.ts';
import { Timers } from '../durable/timers.ts';
import type { Env } from '../env.ts';
import { Access } from './access.ts';
import { Attachments } from './attachments.ts';
import { Delivering } from './delivering.ts';
import { Duties, type SessionTimer } from './duties.ts';
import { SessionErrands } from './errands.ts';
import { Files } from './files.ts';
import { type Knowhow } from './knowhow.ts';
import { type Committed, Ledger } from './ledger.ts';
import { Passive } from './passive.ts';
import { Routes } from './routes.ts';
import { Seals } from './seals.ts';
import { Signals } from './signals.ts';
import { Sockets } from './sockets.ts';
import type { Identity } from './store.ts';
export interface Alongside {
    /** Written in the same transaction, before the effects. */
    within?: () => void;
    /** What goes out of the log with it. */
    redacted?: RedactedLog | null;
    /** Told once the events are stored, before anyone sees them. */
    stored?: (committed: readonly Committed[]) => void;
}
/** What the parts of a session share: its ledger, its sockets, its timers, its duties, and the one way to commit. */
export declare class Core {
    #private;
    readonly ctx: DurableObjectState;
    readonly env: Env;
    readonly ledger: Ledger;
    readonly sockets: Sockets;
    readonly access: Access;
    readonly seals: Seals;
    readonly timers: Timers<SessionTimer>;
    readonly errands: SessionErrands;
    readonly duties: Duties;
    readonly files: Files;
    readonly routes: Routes;
    readonly delivering: Delivering;
    readonly passive: Passive;
    readonly attachments: Attachments;
    readonly signals: Signals;
    /** Whatever is said stands in it, by whomever and on whichever way. */
    readonly line: Line;
    /** How often something was taken out of the log: a bot's turn that read it before begins anew. */
    redactions: number;
    /** Originals of masked data, for the live turn's actions only. Never stored. */
    readonly handles: Map<number, readonly Handle[]>;
    stream: SessionView['stream'];
    constructor(ctx: DurableObjectState, env: Env);
    /** It is being erased: nothing is stored any more. */
    get isOver(): boolean;
    /**
     * Stores events together with what must follow from them, shows them, and lets it follow. Throws when storage refuses;
     * then nothing has changed. A reader who cannot be reached never keeps the rest from happening.
     */
    commit(drafts: readonly EventDraft[], { within, redacted, stored }?: Alongside): void;
    knowhow(): Promise<Knowhow>;
    /** Whatever is still under way here stores nothing more. */
    end(): void;
    /** As last seen by this instance: every command asks for the workspace's before it commits. */
    get settings(): Settings;
    identity(): Identity;
    mayRead(actor: Actor): boolean;
    /** Seq of the first event this reader may see now. */
    horizonOf(actor: Actor): number;
    /** Closes the sockets of agents who may not read on. */
    sendOff(): void;
    live(): Live;
}

import { type AccountRequest, type AccountView, type ChannelKind } from '@baton/protocol';
import type { OpenAccount } from './rooms.ts';
import type { Sealing } from './sealing.ts';
/** A secret that was replaced is good this much longer, so that the vendor's console can be changed without a gap. */
export declare const PREVIOUS_MS: number;
/** What a save comes to, ready to be stored in one go. */
export interface Prepared {
    account: string;
    isNew: boolean;
    form: AccountRequest;
    /** Sealed already; the others stay as they are. */
    secrets: ({
        name: string;
    } & Awaited<ReturnType<Sealing['seal']>>)[];
    /** What differs from before, for the audit log: names only. */
    fields: string[];
}
/** The first value that is not of its form, or that the form does not know; null when all are. */
export declare function malformedIn({ channel, settings, secrets }: Pick<AccountRequest, 'channel' | 'settings' | 'secrets'>): string | null;
/** Accounts of a workspace, their secrets sealed. What is open is kept in memory only. */
export declare class Accounts {
    #private;
    constructor(sql: SqlStorage, sealing: Sealing);
    has(account: string): boolean;
    channelOf(account: string): ChannelKind | null;
    /** With its secrets in the clear; null when there is none, or something it needs is not there. */
    open(account: string, now: number): Promise<OpenAccount | null>;
    all(now: number): Promise<OpenAccount[]>;
    views(now: number): Promise<Omit<AccountView, 'callback'>[]>;
    /** Seals what is new. Null when there is no such account, or it is another channel's. */
    prepare(account: string | null, request: AccountRequest): Promise<Prepared | null>;
    /** Inside a transaction. Answers until when a secret that was replaced is good; null when none was. */
    put({ account, form, secrets }: Prepared, now: number): number | null;
    /** Inside a transaction. */
    remove(account: string): void;
    /** Deletes secrets whose day is over. Answers when the next one's is; null when none is left. */
    dropPrevious(now: number): number | null;
    setDownSince(account: string, since: number | null): void;
    downSince(account: string): number | null;
    cursor(account: string): string | null;
    /** Changes nothing when it is no longer at `from`. */
    moveCursor(account: string, from: string | null, to: string): void;
    setHeardAt(account: string, at: number): void;
}

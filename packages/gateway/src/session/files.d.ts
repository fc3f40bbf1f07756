import { type ErrorCode, type FileSize, type SentFile } from '@baton/protocol';
import { type Masked } from '@baton/relay/masking';
import { type Actor } from '@baton/relay/session';
import type { FilesRoom, FoundFile } from '../rooms.ts';
import type { Core } from './core.ts';
import { type FileRow } from './file-rows.ts';
type Refused = {
    refused: ErrorCode;
    retryAfterMs?: number;
};
type Upload = Parameters<FilesRoom['openUpload']>[0];
type Stored = Parameters<FilesRoom['closeUpload']>[0];
type Wanted = Parameters<FilesRoom['fileAt']>[0];
/** The files of a session: who may bring and see which. The bytes are in the blobs, and never come by here. */
export declare class Files {
    #private;
    constructor(core: Core);
    /** A slot for a file that a participant wants to bring. */
    slot(actor: Actor, origin: string, wish: {
        id: string;
        name: string;
        bytes: number;
    }): Promise<{
        file: string;
        ticket: string;
        thumb: string;
    } | Refused>;
    /** Burns an upload's ticket. From now on its blob is a leftover, until the upload is closed. */
    open({ file, size, jti, expiresAt }: Upload, now: number): {
        blob: string;
    } | Refused;
    /** The upload has arrived. False when nobody waits for it any more: the blob stays a leftover. */
    close({ file, size, part }: Stored, now: number): boolean;
    /** A file this participant has brought and not sent. */
    unsent(actor: Actor, id: string): Masked<SentFile> | null;
    /** Inside the transaction of the message that carries them. */
    sent(ids: readonly string[], seq: number): void;
    /** A link for whoever asks, to a file they may see. */
    link(actor: Actor, origin: string, { file, size }: {
        file: string;
        size: FileSize;
    }): Promise<{
        path: string;
        expiresAt: number;
    } | null>;
    /** Where the bytes are, for a participant who may see them now. */
    at({ file, size, role, participant }: Wanted): FoundFile | null;
    /** Where the bytes of a file are that a message carries, for whoever asks with another right than a reader's. */
    stored(id: string): FoundFile | null;
    /** Where the bytes go of something a channel brings: a leftover, until `bring` says that it is there. */
    blobFor(file: string, now: number): string;
    /** A file that came by a channel, with the message that brought it. Inside the transaction that says so. */
    bring(row: FileRow & {
        ask: string;
    }): void;
    /** A file as a message shows it. */
    sentFile(id: string): Masked<SentFile> | null;
    /** Gives up what was never sent, and removes blobs that are due. Resolves with when to look again; null for never. */
    tidy(now: number): Promise<number | null>;
    /** What messages up to this one carried is to go. Said before they go, and again if need be. */
    forgetUpTo(seq: number, now: number): void;
    /** Removes every blob of this session, before its rows go. Throws when one cannot be removed. */
    removeAll(): Promise<void>;
}
export {};

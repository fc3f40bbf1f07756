import { type EventBody } from '@baton/protocol';
import { type Actor } from '@baton/relay/session';
import type { Heard } from '../channels/rooms.ts';
import type { Core } from './core.ts';
import type { FileRow } from './file-rows.ts';
type Missed = EventBody<'attachment.missed'>['reason'];
/** Something a message brought besides words, to be fetched from its vendor. */
export interface Fetching {
    seq: number;
    index: number;
    account: string;
    /** As the adapter finds it. */
    ref: string;
    name: string;
    at: number;
    /** It is there already, as this file; or it is known that it will not be. */
    file?: string;
    missed?: Missed;
}
/** Bytes that came along with a message, before the message is stored. */
export type Kept = {
    row: Omit<FileRow, 'seq'>;
} | {
    missed: Missed;
} | null;
/** What channels bring besides words, as files of the session. A vendor that is slow keeps no words waiting. */
export declare class Attachments {
    #private;
    constructor(core: Core);
    /** Puts away what came along; null for what is fetched later. Throws when that cannot be done now. */
    keep(actor: Actor, media: Heard['media']): Promise<Kept[]>;
    /** @throws Later when it is to be asked for again. */
    fetch(asked: Fetching, attempts: number): Promise<void>;
}
export {};

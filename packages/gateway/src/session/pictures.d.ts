import { type VisionProvider } from '@baton/protocol';
import { type Redacted } from '@baton/relay/masking';
import { type EventDraft } from '@baton/relay/session';
import type { Hired } from '../providers/providers.ts';
import type { FoundFile } from '../rooms.ts';
import type { Core } from './core.ts';
/** Pictures of one turn that are read; more go to a person. */
export declare const MOST_PICTURES = 2;
/** What is read in a picture, masked like what a customer writes; null where nothing can be, or it may not leave the house. */
export declare function readPicture(core: Core, { provider, settings }: Hired<VisionProvider>, file: FoundFile, { exempt, withinMs }: {
    exempt: readonly RegExp[];
    withinMs: number;
}): Promise<Redacted | null>;
/** For staff, beside the message: what was read, and that a machine has read it. */
export declare const pictureNote: (id: string, text: Redacted) => EventDraft;

import type { ChannelSession } from '../channels/rooms.ts';
import type { SessionRoom } from '../rooms.ts';
import type { Core } from './core.ts';
import type { Page } from './log.ts';
type Asked<Method extends keyof SessionRoom> = Parameters<SessionRoom[Method]>[0];
/** What Directory and the other session ask when two sessions turn out to be one customer's. Each may be told again. */
export declare class Linking {
    #private;
    constructor(core: Core);
    stance(): Awaited<ReturnType<SessionRoom['stance']>>;
    link({ as, link, other: session }: Asked<'link'>): Promise<void>;
    unlink({ link, other: session }: Asked<'unlink'>): void;
    /** What a link has not taken along by itself: ways that were found after it, or brought by another. */
    giveRoutes({ link, to, routes }: Parameters<ChannelSession['giveRoutes']>[0]): void;
    takeCase({ link, moved }: Asked<'takeCase'>): Promise<void>;
    /** Only for a reader of the session this one is a segment of; they were let in there. */
    earlierPage({ reader, role, before }: Asked<'earlierPage'>): Page | null;
}
export {};

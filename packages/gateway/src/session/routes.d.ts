import type { Route } from '@baton/protocol';
import { type EventDraft } from '@baton/relay/session';
import type { ChannelSession, Heard, MovedRoute, RouteRef } from '../channels/rooms.ts';
import type { Core } from './core.ts';
import { type RouteRow } from './route-rows.ts';
type Asked<Method extends keyof ChannelSession> = Parameters<ChannelSession[Method]>[0];
type Met = RouteRef & Pick<Heard, 'id' | 'profile' | 'replyWith'>;
/** The ways to the customer besides the widget: where their addresses are kept, and how a link moves them. */
export declare class Routes {
    #private;
    constructor(core: Core);
    /** Somebody is heard: who they are where nothing is known, and where they are where that is new. */
    meet({ id, profile, channel, account, route, address, replyWith }: Met): Promise<void>;
    row(route: string): RouteRow | null;
    /** What is known of a way, also of one that leads elsewhere now: what is owed goes out by it all the same. */
    standingOf(route: string): Route | null;
    /** @throws BatonError `sealed_gone` when nothing opens it any more. */
    addressOf({ route, address }: RouteRow): Promise<string>;
    /** Good once. */
    takeReply(route: string, now: number): string | null;
    /** The customer has closed a way, or opened it again. */
    stand(route: string, standing: 'open' | 'blocked', now: number): void;
    /** This session becomes the earlier segment of another: its ways lead there. Inside the transaction of what says so. */
    give(link: string, to: string, now: number): void;
    /** What says so in the log. */
    giving(link: string): EventDraft[];
    /** Some of the ways lead to another session now, at Directory's word. One that was given on before does not come back. */
    handing(link: string, to: string, routes: readonly string[], now: number): {
        drafts: EventDraft[];
        within: () => void;
    };
    /** What another session is given by a link; null when that was taken back meanwhile. */
    given(link: string, routes: readonly string[]): Promise<MovedRoute[]>;
    /** The link is taken back: what was given is here again, what it brought is gone. As the log says it, and as the rows have it. */
    undoing(link: string): {
        drafts: EventDraft[];
        within: () => void;
    };
    take({ link, routes }: Asked<'takeRoutes'>): Promise<void>;
    drop({ link, routes }: Asked<'dropRoutes'>): void;
    isEmpty(): boolean;
}
export {};

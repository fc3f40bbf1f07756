import type { Env } from '../env.ts';
import type { Inbound } from './channel.ts';
import type { Arrived, RouteRef } from './rooms.ts';
type Message = Extract<Inbound, {
    kind: 'message';
}>;
/** What came of it. `hear`: it is for the session to hear. `moved`: Directory is to be asked again who this is. */
export type LinkTalk = {
    as: 'hear';
} | {
    as: 'told';
} | {
    as: 'moved';
} | {
    as: 'unavailable';
    retryAfterMs: number;
};
interface At {
    env: Env;
    workspace: string;
    ref: RouteRef;
    arrived: Exclude<Arrived, {
        refused: string;
    }>;
    /** Of the form of an event's id. */
    id: string;
}
/**
 * What a customer writes that is about connecting this chat with another: it is answered here, and nobody hears it as
 * something they said. Told in the session like what the bot says.
 */
export declare function talkOfLinks({ text, code, media, from, replyWith }: Message, at: At): Promise<LinkTalk>;
export {};

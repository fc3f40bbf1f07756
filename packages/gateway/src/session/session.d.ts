import { DurableObject } from 'cloudflare:workers';
import { type Profile } from '@baton/protocol';
import type { ChannelSession, HeardAnswer, TellAnswer, Telling } from '../channels/rooms.ts';
import { type Env } from '../env.ts';
import type { FilesRoom, FoundFile, PassResult, SessionRoom } from '../rooms.ts';
import { Core } from './core.ts';
/**
 * One customer's session. A thin host: it wires sockets, storage, time and the other rooms to the pure decisions of
 * `@baton/relay`.
 */
export declare class Session extends DurableObject<Env> implements SessionRoom, FilesRoom, ChannelSession {
    #private;
    core: Core;
    constructor(ctx: DurableObjectState, env: Env);
    /** Opens a socket, with the ticket the Worker has verified. */
    fetch(request: Request): Promise<Response>;
    webSocketMessage(ws: WebSocket, raw: string | ArrayBuffer): Promise<void>;
    webSocketClose(ws: WebSocket, code: number, reason: string): void;
    webSocketError(ws: WebSocket): void;
    alarm(): Promise<void>;
    pass(request: Parameters<SessionRoom['pass']>[0]): Promise<PassResult>;
    placeInQueue({ handoffId, place }: Parameters<SessionRoom['placeInQueue']>[0]): Promise<void>;
    revoke(request: Parameters<SessionRoom['revoke']>[0]): Promise<void>;
    dismiss(request: Parameters<SessionRoom['dismiss']>[0]): Promise<void>;
    stance(request: Parameters<SessionRoom['stance']>[0]): ReturnType<SessionRoom['stance']>;
    link(request: Parameters<SessionRoom['link']>[0]): Promise<void>;
    unlink(request: Parameters<SessionRoom['unlink']>[0]): Promise<void>;
    tell(request: Telling): Promise<TellAnswer>;
    giveRoutes(request: Parameters<ChannelSession['giveRoutes']>[0]): Promise<void>;
    takeCase(request: Parameters<SessionRoom['takeCase']>[0]): Promise<void>;
    earlierPage(request: Parameters<SessionRoom['earlierPage']>[0]): ReturnType<SessionRoom['earlierPage']>;
    settle({ generation }: Parameters<SessionRoom['settle']>[0]): Promise<void>;
    erase(): Promise<void>;
    isInUse(): Promise<boolean>;
    profile(): Promise<Profile | null>;
    customerWords(request: Parameters<SessionRoom['customerWords']>[0]): ReturnType<SessionRoom['customerWords']>;
    disclose(request: Parameters<SessionRoom['disclose']>[0]): ReturnType<SessionRoom['disclose']>;
    hear(request: Parameters<ChannelSession['hear']>[0]): Promise<HeardAnswer>;
    hasHeard({ id }: Parameters<ChannelSession['hasHeard']>[0]): Promise<boolean>;
    receipt(request: Parameters<ChannelSession['receipt']>[0]): Promise<void>;
    standing({ route, standing }: Parameters<ChannelSession['standing']>[0]): Promise<void>;
    redeliver({ seq, route }: Parameters<ChannelSession['redeliver']>[0]): Promise<boolean>;
    takeRoutes(request: Parameters<ChannelSession['takeRoutes']>[0]): Promise<void>;
    dropRoutes(request: Parameters<ChannelSession['dropRoutes']>[0]): Promise<void>;
    openUpload(request: Parameters<FilesRoom['openUpload']>[0]): ReturnType<FilesRoom['openUpload']>;
    closeUpload(request: Parameters<FilesRoom['closeUpload']>[0]): Promise<boolean>;
    storedFile({ file }: {
        file: string;
    }): Promise<FoundFile | null>;
    fileAt(request: Parameters<FilesRoom['fileAt']>[0]): Promise<FoundFile | null>;
}

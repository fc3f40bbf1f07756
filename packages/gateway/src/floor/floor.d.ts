import { DurableObject } from 'cloudflare:workers';
import { type Env } from '../env.ts';
import type { FloorRoom, HeldSession } from '../rooms.ts';
/**
 * The floor of one workspace: who is here, who waits, who was asked. What happens is decided in `@baton/relay/floor`;
 * this object gives it sockets, rows, time, and the sessions' ear.
 */
export declare class Floor extends DurableObject<Env> implements FloorRoom {
    #private;
    constructor(ctx: DurableObjectState, env: Env);
    /** Upgrades of agents, with the ticket the Worker has verified. */
    fetch(request: Request): Promise<Response>;
    enqueue({ item, fence, workspace }: Parameters<FloorRoom['enqueue']>[0]): Promise<void>;
    reword(request: Parameters<FloorRoom['reword']>[0]): Promise<void>;
    release({ session, handoffId, fence }: Parameters<FloorRoom['release']>[0]): Promise<void>;
    alert({ workspace, ...alert }: Parameters<FloorRoom['alert']>[0]): Promise<void>;
    /** Directory has changed: whoever may no longer work here is sent off at once. */
    recheckAgents(): Promise<void>;
    /** Rings what is due and arms for the rest: the platform gives an alarm up that failed too often. */
    lookAtTimers(): Promise<void>;
    webSocketMessage(ws: WebSocket, raw: string | ArrayBuffer): Promise<void>;
    webSocketClose(ws: WebSocket, code: number, reason: string): void;
    webSocketError(ws: WebSocket): void;
    alarm(): Promise<void>;
    /** A session's room. Tests of the floor alone put their own here. */
    protected sessionRoom(session: string): HeldSession;
}

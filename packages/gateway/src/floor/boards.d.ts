import type { Board, FloorServerFrame } from '@baton/protocol';
interface Audience {
    /** Greeted sockets: of one agent, or of all. */
    greeted(agentId?: string): Iterable<[ws: WebSocket, agentId: string]>;
}
/**
 * Shows agents their boards: at once to whom a change concerns, and to all the others as often as the size of the floor
 * allows. A board that looks the same as the last one sent is not sent again.
 */
export declare class Boards {
    #private;
    constructor(audience: Audience);
    /**
     * @param team how many agents are on the floor.
     * @returns when `showAll` has to be called, if somebody has to wait and did not before.
     */
    show(boardFor: (agentId: string) => Board, affected: Iterable<string>, team: number, now: number): number | null;
    showAll(boardFor: (agentId: string) => Board, now: number): void;
    welcome(ws: WebSocket, frame: Extract<FloorServerFrame, {
        type: 'welcome';
    }>): void;
}
export {};

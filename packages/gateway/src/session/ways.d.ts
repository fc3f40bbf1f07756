import type { ClientFrame } from '@baton/protocol';
import type { Core } from './core.ts';
type Frame<T extends ClientFrame['type']> = Extract<ClientFrame, {
    type: T;
}>;
/** Where else the customer of this session may go on, and what they bring from there. Directory decides; this asks it. */
export declare class Ways {
    #private;
    constructor(core: Core);
    /** With a code that connects whoever brings it there with this session. Without a channel there is none to ask for. */
    list(ws: WebSocket, { req }: Frame<'ways'>): Promise<void>;
    /** A code from elsewhere, or the answer to being asked whether to be connected. */
    connect(ws: WebSocket, { req, code, consents }: Frame<'connect'>): Promise<void>;
}
export {};

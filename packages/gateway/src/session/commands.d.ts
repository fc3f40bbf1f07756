import { type ClientFrame } from '@baton/protocol';
import type { Core } from './core.ts';
type Send = Extract<ClientFrame, {
    type: 'send';
}>;
/** The commands of participants. They stand in one line, so that one is answered before the next begins. */
export declare class Commands {
    #private;
    constructor(core: Core);
    take(ws: WebSocket, frame: Send): Promise<void>;
}
export {};

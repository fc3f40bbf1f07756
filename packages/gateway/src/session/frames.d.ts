import type { Core } from './core.ts';
/** What comes in by the sockets: each frame is refused with its own code, or served. */
export declare class SessionFrames {
    #private;
    constructor(core: Core);
    receive(ws: WebSocket, raw: string | ArrayBuffer): Promise<void>;
}

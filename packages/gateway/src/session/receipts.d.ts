import type { Receipt } from '../channels/rooms.ts';
import type { Core } from './core.ts';
/** What vendors say became of what was sent. Older news than what is known changes nothing. */
export declare class Receipts {
    #private;
    constructor(core: Core);
    take({ workspace, route, of, ...news }: Receipt): Promise<void>;
}

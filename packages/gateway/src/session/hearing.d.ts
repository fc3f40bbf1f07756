import type { Heard, HeardAnswer } from '../channels/rooms.ts';
import type { Core } from './core.ts';
/** Hears what customers say by channels: in the session's line, through the same door as what comes by the widget. */
export declare class Hearing {
    #private;
    constructor(core: Core);
    hear(heard: Heard): Promise<HeardAnswer>;
}

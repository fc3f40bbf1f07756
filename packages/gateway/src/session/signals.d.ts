import type { Core } from './core.ts';
/** Shows on a channel that somebody types or has read. Nobody waits for it, and what does not work is not tried again. */
export declare class Signals {
    #private;
    constructor(core: Core);
    /** Where the customer spoke last, if that is no page. */
    typing(route?: string | undefined): void;
    read(seq: number): void;
}

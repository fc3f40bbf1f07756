import type { Core } from './core.ts';
/** Adds the customer's recent orders to the brief. The agent may have it before; it is then written once more. */
export declare class Briefing {
    #private;
    constructor(core: Core);
    complete(handoffId: string): Promise<void>;
}

import type { Settings } from '@baton/protocol';
import type { Env } from '../env.ts';
import type { FloorStore } from './store.ts';
/** Whose floor this is, and the settings it goes by. */
export declare class Premises {
    #private;
    constructor(store: FloorStore, env: Env);
    get workspace(): string;
    get settings(): Settings;
    /** Takes in what is known of them now, at most five seconds old; the last known do when Directory is silent. */
    know(workspace: string): Promise<void>;
}

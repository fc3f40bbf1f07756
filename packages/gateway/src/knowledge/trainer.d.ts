import type { Timers } from '../durable/timers.ts';
import type { Publishing } from './publishing.ts';
import type { Store } from './store.ts';
import type { Job } from './training.ts';
/** From this many labels on, confidence is measured by them, too. */
export declare const LABELS_NEEDED = 50;
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<'train'>, 'has' | 'set' | 'clear' | 'arm'>;
    store: Store;
    publishing: Publishing;
}
/** Trains what was published, a fold per alarm, and measures confidence anew when labels have come. */
export declare class Trainer {
    #private;
    constructor(parts: Parts);
    /**
     * The training whose next step is due, or null. The try is counted and watched over from here on, so that a step that takes
     * the whole object down is neither forgotten nor tried for ever.
     */
    take(now: number): Job | null;
    /** One step of it. */
    run(job: Job): Promise<void>;
    /** Measures the confidence of what answers anew. The same when labels say nothing new. `overtaken`: it is to be done again. */
    calibrate(): Promise<'done' | 'overtaken'>;
}
export {};

import type { Store } from './store.ts';
import type { Wish } from './training.ts';
/** A pack to be learnt anew, by its hash. */
interface Lesson {
    pack: string;
    wish: Wish;
}
/**
 * What an earlier release of ours has left that this one has to learn anew: a training it began, whose folds are not ours, or
 * what answers, when its model is read no more or there never was one. Null, as nearly always, when there is nothing.
 */
export declare function outdated(store: Store): Lesson | null;
export {};

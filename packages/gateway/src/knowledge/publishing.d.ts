import type { AuditEntry, Pack } from '@baton/protocol';
import type { Act } from '../audit/act.ts';
import { type Word } from './acts.ts';
import type { StoredModel } from './models.ts';
import { type Release } from './release.ts';
import type { Store } from './store.ts';
import type { Job, Wish } from './training.ts';
/**
 * Takes in what is to be trained on, makes releases current, and writes both down. All of it inside the transaction of what
 * causes it.
 */
export declare class Publishing {
    #private;
    constructor(store: Store, tell: (act: Act, now: number) => void);
    /** A pack that has to be trained on before it answers, or is held. */
    submit(job: Pick<Job, 'pack' | 'key' | 'folds' | 'wish'>, by: AuditEntry['by'], now: number): void;
    /**
     * A pack whose model is there, or has come of `training`. False when it is held: the model is below the gate, and nobody said
     * it may be.
     */
    offer({ hash, pack, training }: {
        hash: string;
        pack: Pack;
        training?: string;
    }, model: StoredModel, { by, gated, override }: Wish, now: number): boolean;
    release(release: Release, pack: Pack, { word, override }: {
        word: Word;
        override?: string | null;
    }, now: number): void;
}

import type { AuditEntry, LabelResponse } from '@baton/protocol';
import type { Errands } from '../durable/errands.ts';
import type { Timers } from '../durable/timers.ts';
import { type Env } from '../env.ts';
import type { StoredLabel } from './labels.ts';
import type { Store } from './store.ts';
/** `calibrate`: labels say something new. `expire`: some may be too old to be kept. */
export type FeedbackTimer = 'calibrate' | 'expire';
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<FeedbackTimer>, 'set' | 'setEarlier' | 'clear' | 'dueOf' | 'arm'>;
    store: Store;
    errands: Errands<AuditEntry>;
    where(): {
        env: Env;
        workspace: string;
    };
}
/** What people said messages mean: taken in, weighed, and forgotten with whose words they are. */
export declare class Feedback {
    #private;
    constructor(parts: Parts);
    /** Null when the session's customer was erased: nothing of them comes back this way. */
    label(label: StoredLabel): Promise<LabelResponse | null>;
    forget({ session, seqs }: {
        session: string;
        seqs?: readonly number[];
    }): void;
    /** Watches over a calibration that begins now. */
    calibrateLater(now: number): void;
    /** The one that began then is done. What has come meanwhile is weighed in its own time. */
    calibrated(began: number): void;
    /** Drops what is older than the workspace keeps what customers say. */
    expire(): Promise<void>;
    /** Storage may have been rewound: whoever was erased since is looked for at once. */
    rewound(now: number): void;
}
export {};

import { type Brain } from '@baton/bot';
import type { Snapshot } from '@baton/protocol';
import type { Env } from '../env.ts';
/** What was published: the snapshot with its rules, actions, patterns and version, and the brain that answers from it. */
export interface PublishedBrain {
    /** Compiled when first asked for, which may take a moment: what goes to a person does not wait for it. */
    brain: () => Brain;
    snapshot: Snapshot;
    /** The workspace's own number patterns, and the addresses and phones it publishes, which masking spares. */
    exempt: readonly RegExp[];
}
/** The brain that answers for a workspace now. Null when nothing was published. Nothing is trained here. */
export declare function brainFor(env: Env, workspace: string): Promise<PublishedBrain | null>;

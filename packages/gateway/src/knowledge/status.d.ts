import type { KnowledgeState, KnowledgeStatus, ReleasesResponse } from '@baton/protocol';
import type { PublishedRelease } from './releases.ts';
import type { Store } from './store.ts';
export declare const EMPTY: KnowledgeStatus;
/** How far publishing is, and how well a release does: this one, or the current. Null when there is no such release. */
export declare function statusOf({ releases, models, training, labels }: Store, version?: string): KnowledgeStatus | null;
export declare const stateOf: (training: Store['training']) => Exclude<KnowledgeState, 'empty'>;
export declare const shown: ({ version, pack, model, at, override, }: PublishedRelease) => ReleasesResponse['releases'][number];

import { DurableObject } from 'cloudflare:workers';
import type { AuditEntry, KnowledgeStatus, LabelResponse, Pack, ProposalStatus, PublishResponse, ReleasesResponse, RulesResponse, RulesVersion, Snapshot } from '@baton/protocol';
import { type Env } from '../env.ts';
import type { KnowledgeRoom } from '../rooms.ts';
import { type Import } from './cold-start.ts';
import { type Release } from './release.ts';
import { type RulesChange, type RulesRefusal } from './rules-change.ts';
import type { Wish } from './training.ts';
/** One per workspace: the packs it published, the models that are trained on them, and which of them answers now. */
export declare class Knowledge extends DurableObject<Env> implements KnowledgeRoom {
    #private;
    constructor(ctx: DurableObjectState, env: Env);
    /**
     * Stores a pack. When a model that was trained on the same is there, the pack answers at once; else it is trained on, by alarms.
     * The first pack of a workspace answers without a model until then.
     */
    publish(pack: Pack, wish?: Wish): Promise<PublishResponse>;
    /** An earlier release answers again, as it was; null when there is none of this name. */
    rollBack(request: {
        version: string;
        by: AuditEntry['by'];
        reason: string | null;
    }): Promise<PublishResponse | null>;
    /** Other rules for what answers: at once, for no model depends on them. What is being trained on gets them, too. */
    changeRules(change: RulesChange): Promise<RulesResponse | RulesRefusal | null>;
    /** The rules that answer now, or those of a number. */
    rules({ number }?: {
        number?: number;
    }): Promise<RulesResponse | null>;
    rulesVersions(): Promise<RulesVersion[]>;
    alarm(): Promise<void>;
    currentRelease(): Promise<Release | null>;
    /** Asked only for what is not on the shelf, or where there is none. */
    content(request: {
        kind: 'pack' | 'model';
        hash: string;
    }): Promise<Uint8Array | null>;
    snapshot(version: string): Promise<Snapshot | null>;
    status(request?: {
        version?: string;
    }): Promise<KnowledgeStatus | null>;
    releases(): Promise<ReleasesResponse['releases']>;
    label(request: Parameters<KnowledgeRoom['label']>[0]): Promise<LabelResponse | null>;
    forget(request: {
        session: string;
        seqs?: number[];
    }): Promise<void>;
    propose(request: Import): Promise<ProposalStatus>;
    proposal(): Promise<ProposalStatus>;
    dropProposal({ by }: {
        by: AuditEntry['by'];
    }): Promise<void>;
}

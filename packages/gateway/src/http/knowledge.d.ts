import { type AuditEntry, type PublishResponse } from '@baton/protocol';
import type { Context } from 'hono';
import type { Env } from '../env.ts';
type KnowledgeContext = Context<{
    Bindings: Env;
}>;
export declare const MAX_PACK_BYTES: number;
/** How far publishing is, and how well what answers does, or the release of `?version=`. */
export declare function answerKnowledge(c: KnowledgeContext, workspace: string): Promise<Response>;
export declare function answerReleases(c: KnowledgeContext, workspace: string): Promise<Response>;
/** Publishes a pack behind the gate. */
export declare function answerPublish(c: KnowledgeContext, workspace: string): Promise<Response>;
export declare function answerRollback(c: KnowledgeContext, workspace: string): Promise<Response>;
/** What a text means, as an operator says. */
export declare function answerLabel(c: KnowledgeContext, workspace: string): Promise<Response>;
/** What a customer's message means, as an agent says who may read it. */
export declare function answerMessageLabel(c: KnowledgeContext, { workspace, by }: {
    workspace: string;
    by: AuditEntry['by'];
}): Promise<Response>;
/** How many seconds `?wait=` says. Read before anything is done. */
export declare function waitOf(c: KnowledgeContext): number;
/** Waits so long for a training; answers how it stands then. */
export declare function whenTrained(c: KnowledgeContext, workspace: string, state: PublishResponse['state'], waitS: number): Promise<PublishResponse['state']>;
export {};

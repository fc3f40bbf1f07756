import { type AuditEntry } from '@baton/protocol';
import type { Context } from 'hono';
import type { Env } from '../env.ts';
/** Who asks for what is kept of a customer, or for its end. Permission was looked at before. */
interface Asker {
    workspace: string;
    by: AuditEntry['by'];
}
type DataContext = Context<{
    Bindings: Env;
}>;
/** A copy of a customer's data, line by line as it is read. Written down before the first line leaves. */
export declare function answerExport(c: DataContext, { workspace, by }: Asker): Promise<Response>;
/** 200 once it is done, 202 while rooms are still to answer; the same again asks how far it is. */
export declare function answerErase(c: DataContext, { workspace, by }: Asker): Promise<Response>;
export declare function answerErasure(c: DataContext, { workspace }: Pick<Asker, 'workspace'>): Promise<Response>;
export {};

import type { AuditEntry } from '@baton/protocol';
import { type Act } from '../audit/act.ts';
import type { Agent, LinkRow, WorkspaceConfig } from '../rooms.ts';
import type { Failures } from './failures.ts';
/** An agent, and the hash of their password, which only says whether it is another one. */
export type KnownAgent = Agent & {
    password: string;
};
/** What a provisioning has changed, by the names of fields: what is in them is nobody's business here. */
export declare function provisioningActs(before: {
    config: WorkspaceConfig | null;
    agents: readonly KnownAgent[];
}, after: {
    config: WorkspaceConfig;
    agents: readonly KnownAgent[];
}): Act[];
export declare const loginAct: (agent: Agent) => Act;
/** `agent` is null when they are no agent any more. */
export declare const logoutAct: (id: string, agent: Agent | null) => Act;
export declare const failedLoginsAct: ({ agent, count }: Failures) => Act;
/** `found` is null where nobody has come under that name yet. */
export declare const revocationAct: (by: AuditEntry['by'], found: {
    customer: string;
    session: string;
} | null) => Act;
/** `reason` is masked. */
export declare const linkAct: (by: AuditEntry['by'], { id, older, newer, state, how }: LinkRow, reason?: string) => Act;

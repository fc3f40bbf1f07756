import { type ProvisionRequest } from '@baton/protocol';
import type { WorkspaceConfig } from '../rooms.ts';
/** Null until it was provisioned. */
export declare function readWorkspace(sql: SqlStorage): WorkspaceConfig | null;
export declare function writeWorkspace(sql: SqlStorage, request: Omit<ProvisionRequest, 'pack' | 'agents'>): void;

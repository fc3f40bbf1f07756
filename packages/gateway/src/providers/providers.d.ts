import { type ChatProvider, type EmbeddingsProvider, type VisionProvider } from '@baton/protocol';
import type { Env } from '../env.ts';
import type { WorkspaceConfig } from '../rooms.ts';
import type { Provider } from './provider.ts';
/** A model a workspace may ask, with how much. */
export type Hired<Settings> = {
    provider: Provider;
    settings: Settings;
};
/** The models of a workspace: its own, else the gateway's. Null where there is none, which is the rule. */
export declare const chatOf: (env: Env, config: WorkspaceConfig) => Hired<ChatProvider> | null;
export declare const visionOf: (env: Env, config: WorkspaceConfig) => Hired<VisionProvider> | null;
export declare const embeddingsOf: (env: Env, config: WorkspaceConfig) => Hired<EmbeddingsProvider> | null;

import {
  type ChatProvider,
  type EmbeddingsProvider,
  type Providers,
  providers,
  type VisionProvider,
} from '@baton/protocol'
import type { DirectoryRoom, WorkspaceConfig } from '../directory/rooms.ts'
import { parseJson } from '../durable/parse-json.ts'
import type { Env } from '../env.ts'
import { log } from '../log.ts'
import { directoryOf } from '../rooms-of.ts'
import { Guarded } from './guarded.ts'
import { OpenAi } from './openai.ts'
import type { Provider } from './provider.ts'

/** A model a workspace may ask, with how much. */
export type Hired<Settings> = { provider: Provider; settings: Settings }

/** The models of a workspace: its own, else the gateway's. Null where there is none, which is the rule. */
export const chatOf = (env: Env, config: WorkspaceConfig): Hired<ChatProvider> | null =>
  hired(env, config, 'chat', providersOf(env, config)?.chat)
export const visionOf = (env: Env, config: WorkspaceConfig): Hired<VisionProvider> | null =>
  hired(env, config, 'vision', providersOf(env, config)?.vision)
export const embeddingsOf = (env: Env, config: WorkspaceConfig): Hired<EmbeddingsProvider> | null =>
  hired(env, config, 'embeddings', providersOf(env, config)?.embeddings)

function hired<Settings extends EmbeddingsProvider>(
  env: Env,
  { workspace }: WorkspaceConfig,
  what: keyof Providers,
  settings: Settings | undefined,
): Hired<Settings> | null {
  if (!settings || settings.dayTokens === 0) return null
  const account = {
    what,
    name: `${workspace}|${what}|${settings.url}`,
    dayTokens: settings.dayTokens,
    now: Date.now,
    spend: (request: Parameters<DirectoryRoom['spend']>[0]) => directoryOf(env, workspace).spend(request),
  }
  return { provider: new Guarded(new OpenAi(settings), account), settings }
}

/** What a workspace names, else what the gateway does for all. */
export const providersOf = (env: Env, config: WorkspaceConfig): Providers | null => config.providers ?? gatewaysOwn(env)

/** What the environment says, read once. */
let own: { text: string; settings: Providers | null } = { text: '', settings: null }

function gatewaysOwn({ PROVIDERS }: Env): Providers | null {
  const text = PROVIDERS ?? ''
  if (text === own.text) return own.settings
  const parsed = providers.safeParse(parseJson(text))
  // It holds keys: the log says only that it cannot be used.
  if (!parsed.success) log('error', 'providers.malformed')
  own = { text, settings: parsed.success ? parsed.data : null }
  return own.settings
}

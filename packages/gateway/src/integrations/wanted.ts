import type { WebhookType } from '@baton/protocol'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { warn } from '../log.ts'
import { integrationsOf } from '../rooms-of.ts'

/** How long an isolate may go by what was wanted a moment ago. */
const FRESH_MS = 4_000

const wanted = new FreshCache<ReadonlySet<WebhookType>>({ forMs: FRESH_MS, entries: 1_000 })

/** What the business wants to be told of. Null when nobody can say: then it is told all, and Integrations sorts it out. */
export async function wantedTypes(
  env: Places & Pick<Env, 'INTEGRATIONS'>,
  workspace: string,
): Promise<ReadonlySet<WebhookType> | null> {
  try {
    return await wanted.get(workspace, async () => new Set(await integrationsOf(env, workspace).wanted()))
  } catch (error) {
    warn('integrations.wanted', error)
    return null
  }
}

/** The same, where nobody may be waited for: what this isolate was told a moment ago, or null. */
export const wantedAsKnown = (workspace: string): ReadonlySet<WebhookType> | null => wanted.peek(workspace)

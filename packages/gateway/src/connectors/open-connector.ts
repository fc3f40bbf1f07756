import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { integrationsOf } from '../rooms-of.ts'
import type { OpenConnector } from './rooms.ts'

/** How long an isolate may go by what was so a moment ago. */
const FRESH_MS = 4_000

const connectors = new FreshCache<OpenConnector>({ forMs: FRESH_MS, entries: 1_000 })

/** A connector with what opens it, kept by the isolate for a moment. Null when the workspace has none of this id. */
export const openConnector = async (
  env: Places & Pick<Env, 'INTEGRATIONS'>,
  workspace: string,
  connector: string,
): Promise<OpenConnector | null> =>
  connectors.get(
    `${workspace}/${connector}`,
    async () =>
      // As it came over the wire, which knows no more of its type.
      (await integrationsOf(env, workspace).openConnector({ connector })) as OpenConnector | null,
  )

import { fetchOutside, type OutsideEnv, OutsideError } from '../net/outside.ts'
import type { OpenConnector } from './rooms.ts'
import type { Service, ServiceFailure } from './service.ts'

/** A connector: an address somebody typed, so it is looked at each time. Changed, it begins anew. */
export const connectorService = (env: OutsideEnv, workspace: string, connector: OpenConnector): Service => ({
  url: connector.url,
  headers: { ...connector.headers, ...authorised(connector) },
  timeoutMs: connector.timeoutMs,
  retries: connector.retries,
  circuit: { name: `${workspace}/${connector.id}/${connector.changedAt}`, limits: connector.breaker },
  ask: (to, init, timeoutMs) => fetchOutside(env, to, init, timeoutMs).catch(failureOf),
})

function failureOf(error: unknown): ServiceFailure {
  const code = error instanceof OutsideError ? error.code : null
  if (code === 'address_refused' || code === 'redirected') return 'refused'
  return code === 'timed_out' ? 'timeout' : 'unavailable'
}

/** How a service is told who asks. */
export function authorised({ auth, secret }: Pick<OpenConnector, 'auth' | 'secret'>): Record<string, string> {
  switch (auth.kind) {
    case 'bearer':
      return { authorization: `Bearer ${secret}` }
    case 'basic':
      return { authorization: `Basic ${btoa(`${auth.user}:${secret}`)}` }
    case 'header':
      return { [auth.name.toLowerCase()]: secret }
  }
}

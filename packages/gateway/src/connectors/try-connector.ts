import type { ConnectorTestResponse } from '@baton/protocol'
import { fetchOutside, type OutsideEnv, OutsideError } from '../net/outside.ts'
import { authorised } from './connector-service.ts'
import type { OpenConnector } from './rooms.ts'

/** Asks a service once, for whoever sets it up. Null: nothing opens its secret any more. */
export async function tryConnector(
  env: OutsideEnv,
  connector: OpenConnector | null,
  path: string,
): Promise<ConnectorTestResponse> {
  const at = Date.now()
  const failed = (error: ConnectorTestResponse['error']): ConnectorTestResponse => ({
    ok: false,
    status: null,
    error,
    tookMs: Date.now() - at,
  })
  if (!connector) return failed('secret_gone')
  try {
    const headers = { accept: 'application/json', ...connector.headers, ...authorised(connector) }
    const to = connector.url.replace(/\/+$/, '') + path
    const response = await fetchOutside(env, to, { headers }, connector.timeoutMs)
    await response.body?.cancel()
    return { ok: response.ok, status: response.status, error: null, tookMs: Date.now() - at }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    return failed(error.code === 'too_large' ? 'unreachable' : error.code)
  }
}

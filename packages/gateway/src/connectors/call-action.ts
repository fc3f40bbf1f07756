import type { Action, ActionResult } from '@baton/protocol'
import type { WorkspaceConfig } from '../directory/rooms.ts'
import { warn } from '../log.ts'
import type { OutsideEnv } from '../net/outside.ts'
import { type BusinessCall, callService } from '../session/business.ts'
import { connectorService } from './connector-service.ts'
import { openConnector } from './open-connector.ts'
import type { OpenConnector } from './rooms.ts'
import { businessService } from './service.ts'

/** Has an action done by whoever it names: a connector, or the business API. */
export async function callAction(
  env: OutsideEnv & Parameters<typeof openConnector>[0],
  { workspace, businessApi }: { workspace: string; businessApi: WorkspaceConfig['businessApi'] },
  action: Action,
  call: BusinessCall,
): Promise<ActionResult> {
  const { connector: id } = action
  if (id === undefined) return callService(businessService(businessApi), action, call)
  let connector: OpenConnector | null = null
  try {
    connector = await openConnector(env, workspace, id)
  } catch (error) {
    warn('connector.open', error)
  }
  if (!connector) return { action: action.id, ok: false, code: 'unavailable' }
  return callService(connectorService(env, workspace, connector), action, call)
}

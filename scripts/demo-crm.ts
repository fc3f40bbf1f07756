import { connectorRequest, connectorsResponse } from '@baton/protocol'
import { WORKSPACE } from './demo-workspace.ts'

/** Connects the demo's CRM as `crm`, and has closed cases told to it. Sent again, it says where the CRM is by now. */
export async function provisionCrm(options: {
  gateway: string
  adminToken: string
  crm: string
  token: string
}): Promise<void> {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${options.gateway}/v1/admin/workspaces/${WORKSPACE}${path}`, {
      method,
      headers: { authorization: `Bearer ${options.adminToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`The gateway refuses the CRM of the demo: ${await answer.text()}`)
    return answer.json()
  }
  const form = connectorRequest.parse({
    name: 'Harbour & Pine CRM',
    url: `${options.crm}/api`,
    auth: { kind: 'bearer' },
    secret: options.token,
  })
  const { connectors } = connectorsResponse.parse(await call('GET', '/connectors'))
  if (connectors.some(({ id }) => id === 'crm')) await call('PUT', '/connectors/crm', form)
  else await call('POST', '/connectors', { ...form, id: 'crm' })
  await call('PUT', '/crm', { connector: 'crm', path: '/interactions' })
}

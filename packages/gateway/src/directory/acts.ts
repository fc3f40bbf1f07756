import type { AuditEntry } from '@baton/protocol'
import { type Act, OPERATOR } from '../audit/act.ts'
import { isSame } from '../is-same.ts'
import type { Failures } from './failures.ts'
import type { Agent, LinkRow, WorkspaceConfig } from './rooms.ts'

/** An agent, and the hash of their password, which only says whether it is another one. */
export type KnownAgent = Agent & { password: string }

/** What a provisioning has changed, by the names of fields: what is in them is nobody's business here. */
export function provisioningActs(
  before: { config: WorkspaceConfig | null; agents: readonly KnownAgent[] },
  after: { config: WorkspaceConfig; agents: readonly KnownAgent[] },
): Act[] {
  const { workspace } = after.config
  const settings = before.config ? changedFields(before.config, after.config) : ''
  const known = new Map(before.agents.map((agent) => [agent.id, agent]))
  const staying = new Set(after.agents.map(({ id }) => id))
  return [
    ...(before.config ? [] : [act('workspace.create', { workspace })]),
    ...(settings ? [act('settings.change', { workspace, fields: settings })] : []),
    ...before.agents.filter(({ id }) => !staying.has(id)).map(({ id }) => act('agent.remove', { agent: id })),
    ...after.agents.flatMap((agent) => {
      const old = known.get(agent.id)
      if (!old) return [act('agent.add', { agent: agent.id, rank: agent.role })]
      const fields = changedFields(old, agent)
      return fields ? [act('agent.change', { agent: agent.id, rank: agent.role, fields })] : []
    }),
  ]
}

export const loginAct = (agent: Agent): Act => ({
  by: { role: agent.role, id: agent.id },
  action: 'desk.login',
  on: { agent: agent.id },
})

/** `agent` is null when they are no agent any more. */
export const logoutAct = (id: string, agent: Agent | null): Act => ({
  by: { role: agent?.role ?? 'nobody', id },
  action: 'desk.logout',
  on: { agent: id },
})

export const failedLoginsAct = ({ agent, count }: Failures): Act => ({
  by: { role: 'nobody', id: '' },
  action: 'desk.login_failed',
  on: { ...(agent !== null && { agent }), times: String(count) },
})

/** `found` is null where nobody has come under that name yet. */
export const revocationAct = (by: AuditEntry['by'], found: { customer: string; session: string } | null): Act => ({
  by,
  action: 'customer.revoke',
  on: found ? { customer: found.customer, session: found.session } : {},
})

/** `reason` is masked. */
export const linkAct = (by: AuditEntry['by'], { id, older, newer, state, how }: LinkRow, reason?: string): Act => ({
  by,
  action: state === 'undone' ? 'customer.unlink' : state === 'held' ? 'customer.link_held' : 'customer.link',
  on: { link: id, older, newer, how },
  ...(reason !== undefined && { reason }),
})

const act = (action: string, on: Record<string, string>): Act => ({ by: OPERATOR, action, on })

/** Names of the top fields that differ, in alphabetical order. */
function changedFields(before: object, after: object): string {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names
    .filter((name) => !isSame(was.get(name), is.get(name)))
    .sort()
    .join(',')
}

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { QueuedSession } from '@baton/protocol'
import { loginOf } from '../../directory/logins.ts'
import type { Floor } from '../floor.ts'
import { Desk } from './desk.ts'
import { Sessions } from './sessions.ts'

const AGENTS = ['lin', 'mei'] as const

/** A floor of its own, with two agents in Directory and sessions the test can play with. */
export async function openFloor({ offerMs = 20_000, graceMs = 20_000, capacity = 2 } = {}) {
  const workspace = `f-${crypto.randomUUID().slice(0, 18)}`
  const agents = AGENTS.map((id) => ({
    id,
    name: id,
    email: `${id}@shop.example`,
    password: 'a long password',
    role: 'agent' as const,
    capacity,
    locales: ['en' as const],
  }))
  const provision = (ids: readonly string[]) =>
    env.DIRECTORY.getByName(workspace).provision({
      workspace,
      business: 'Shop',
      locale: 'en',
      origins: ['https://shop.example'],
      hostKey: 'k'.repeat(32),
      businessApi: { url: 'http://127.0.0.1:9', token: 't' },
      agents: agents.filter(({ id }) => ids.includes(id)),
      settings: { offerMs, graceMs, caseIdleMs: 60_000, reopenMs: 60_000, turnMs: 5_000 },
    })
  await provision(AGENTS)
  const sessions = new Sessions()
  const floor = env.FLOOR.getByName(workspace)
  /** Again after each eviction: the new instance knows nothing of this test. */
  const attach = () =>
    runInDurableObject(floor, (instance: Floor) => {
      Object.defineProperty(instance, 'sessionRoom', { value: (session: string) => sessions.room(session) })
    })
  await attach()

  const upgrade = (agentId: string, ticket?: { jti?: string; login?: string }) =>
    Desk.connect(workspace, agentId, ticket)
  const arrive = (agentId: string, login?: string) => Desk.arrive(workspace, agentId, login)
  /** Signs an agent in at Directory, and again out. */
  const signIn = async (agentId: string) => {
    const directory = env.DIRECTORY.getByName(workspace)
    const request = { workspace, email: `${agentId}@shop.example`, password: 'a long password' }
    const result = await directory.login(request, 'here')
    if ('refused' in result) throw new Error(result.refused)
    return { login: await loginOf(result.token, ''), signOut: () => directory.logout(result.token) }
  }
  const itemOf = (name: string): QueuedSession => ({
    session: name.padEnd(16, '-'),
    handoffId: `h-${name}`,
    customer: name,
    want: 'help',
    reason: 'asked',
    priority: 0,
    locale: 'en',
    tier: null,
    queuedAt: Date.now(),
  })
  const enqueue = (name: string, fence = 1) => floor.enqueue({ item: itemOf(name), fence, workspace })
  return {
    workspace,
    floor,
    sessions,
    attach,
    provision,
    signIn,
    upgrade,
    arrive,
    enqueue,
    sessionOf: (name: string) => name.padEnd(16, '-'),
  }
}

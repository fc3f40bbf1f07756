import gateway, { Audit, Directory, Floor, Knowledge, Session } from '@baton/gateway'

type Env = ConstructorParameters<typeof Session>[1]

const WORKSPACE = 'bench'
/** Header by which the Worker hands a verified ticket to an object. */
const TICKET_HEADER = 'x-baton-ticket'

/** A floor whose sessions agree to every pass at once, so that it alone is measured. */
class LoneFloor extends Floor {
  protected override sessionRoom(_session: string): ReturnType<Floor['sessionRoom']> {
    return {
      pass: async ({ expectedFence }) => ({ ok: true, fence: expectedFence + 1 }),
      placeInQueue: async () => undefined,
      settle: async () => undefined,
      dismiss: async () => undefined,
      glance: async () => null,
    }
  }
}

/** A Directory that takes agents on without hashing a password for each: ten thousand would take an hour. */
class FilledDirectory extends Directory {
  fill(agents: number): void {
    for (let at = 0; at < agents; at += 1) {
      this.ctx.storage.sql.exec(
        "INSERT OR REPLACE INTO agents (id, name, email, role, capacity, locales, password) VALUES (?, ?, ?, 'agent', 3, ?, 'none')",
        ...[`desk-${at}`, `Agent ${at}`, `desk-${at}@bench.example`, '["en"]'],
      )
    }
  }
}

export { Audit, FilledDirectory as Directory, Knowledge, LoneFloor as Floor, Session }

const directory = (env: Env): DurableObjectStub<FilledDirectory> =>
  (env.DIRECTORY as DurableObjectNamespace<FilledDirectory>).getByName(WORKSPACE)

type Door = (request: Request, env: Env) => Promise<Response>

/** Doors for the measurement, beside the gateway's own. */
const DOORS: Record<string, Door> = {
  '/measure/fill': async (request, env) => {
    await directory(env).fill(numberOf(request, 'agents'))
    return new Response()
  },
  '/measure/desk': async (request, env) => {
    const id = `desk-${numberOf(request, 'at')}`
    const claims = {
      room: 'floor',
      workspace: WORKSPACE,
      origin: new URL(request.url).origin,
      agent: { id, name: id },
      jti: crypto.randomUUID(),
      expiresAt: Date.now() + 60_000,
    }
    const headers = new Headers(request.headers)
    headers.set(TICKET_HEADER, encodeURIComponent(JSON.stringify(claims)))
    return env.FLOOR.getByName(WORKSPACE).fetch(new Request(request, { headers }))
  },
  '/measure/enqueue': async (request, env) => {
    const { item, fence } = await request.json<Parameters<Floor['enqueue']>[0]>()
    await env.FLOOR.getByName(WORKSPACE).enqueue({ item, fence, workspace: WORKSPACE })
    return new Response()
  },
  '/measure/release': async (request, env) => {
    await env.FLOOR.getByName(WORKSPACE).release(await request.json<Parameters<Floor['release']>[0]>())
    return new Response()
  },
  '/measure/recheck': async (_request, env) => {
    await env.FLOOR.getByName(WORKSPACE).recheckAgents()
    return new Response()
  },
  /** Calls one method of Directory or Knowledge many times, so that the call itself is what takes the time. */
  '/measure/calls': async (request, env) => {
    const times = numberOf(request, 'times')
    const method = new URL(request.url).searchParams.get('method')
    for (let at = 0; at < times; at += 1) {
      if (method === 'config') await directory(env).config()
      else if (method === 'standing') await directory(env).standing({ agent: `desk-${at % 10}`, logins: [] })
      else if (method === 'newcomer' || method === 'customer') {
        const address = `user:${method === 'newcomer' ? crypto.randomUUID() : 'known'}`
        const profile = { hostId: 'x', name: null, verified: true, tier: null, attributes: {}, locale: 'en' as const }
        await directory(env).customer({ address, device: null, ip: 'x', profile })
      } else await env.KNOWLEDGE.getByName(WORKSPACE).currentRelease()
    }
    return new Response()
  },
}

const numberOf = (request: Request, name: string): number => Number(new URL(request.url).searchParams.get(name))

const worker: ExportedHandler<Env> = {
  fetch: (request, env, ctx) => {
    const door = DOORS[new URL(request.url).pathname]
    return door ? door(request, env) : gateway.fetch(request, env, ctx)
  },
}

export default worker

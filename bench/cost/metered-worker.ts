import gateway, { Audit, Directory, Floor, Knowledge, Session } from '@baton/gateway'
import { countWorkerRequest, meter, metered, meterMethods, take } from './meter.ts'
import { READING_PATH, type Room } from './reading.ts'

type Env = ConstructorParameters<typeof Session>[1]

/** The gateway, with every object's events and statements counted. What it does is unchanged. */
class MeteredSession extends Session {
  constructor(ctx: DurableObjectState, env: Env) {
    meter(ctx, 'Session')
    super(ctx, env)
  }
}
class MeteredFloor extends Floor {
  constructor(ctx: DurableObjectState, env: Env) {
    meter(ctx, 'Floor')
    super(ctx, env)
  }
}
class MeteredDirectory extends Directory {
  constructor(ctx: DurableObjectState, env: Env) {
    meter(ctx, 'Directory')
    super(ctx, env)
  }
}
class MeteredKnowledge extends Knowledge {
  constructor(ctx: DurableObjectState, env: Env) {
    meter(ctx, 'Knowledge')
    super(ctx, env)
  }
}
meterMethods(MeteredSession.prototype, Session.prototype, 'Session')
meterMethods(MeteredFloor.prototype, Floor.prototype, 'Floor')
meterMethods(MeteredDirectory.prototype, Directory.prototype, 'Directory')
meterMethods(MeteredKnowledge.prototype, Knowledge.prototype, 'Knowledge')

// No conversation writes there.
export {
  Audit,
  MeteredDirectory as Directory,
  MeteredFloor as Floor,
  MeteredKnowledge as Knowledge,
  MeteredSession as Session,
}

const worker: ExportedHandler<Env> = {
  async fetch(request, env, ctx): Promise<Response> {
    if (new URL(request.url).pathname === READING_PATH) {
      for (const { room, object } of metered()) await settleAt(env, room, object)
      return Response.json(take())
    }
    countWorkerRequest()
    return gateway.fetch(request, env, ctx)
  },
}

export default worker

async function settleAt(env: Env, room: Room, object: string): Promise<void> {
  const rooms = { Session: env.SESSION, Floor: env.FLOOR, Directory: env.DIRECTORY, Knowledge: env.KNOWLEDGE }
  const namespace = rooms[room] as DurableObjectNamespace<Session & { meterSettle(): void }>
  await namespace.get(namespace.idFromString(object)).meterSettle()
}

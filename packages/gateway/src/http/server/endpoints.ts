import type { EndpointSecret } from '@baton/protocol'
import type { Context } from 'hono'
import type { Env } from '../../env.ts'
import { integrationsOf } from '../../rooms-of.ts'
import { BatonError } from '../baton-error.ts'
import { anotherSecret, newEndpoint, replayDelivery } from '../webhooks.ts'
import type { Integration } from './key.ts'
import { once } from './once.ts'

const MAX_BODY_BYTES = 8 * 1024

type ServerContext = Context<{ Bindings: Env }>

export const addOnce = (c: ServerContext, asker: Integration): Promise<Response> =>
  once(c, asker, {
    maxBytes: MAX_BODY_BYTES,
    act: async () => ({ session: null, about: (await newEndpoint(c, asker)).endpoint.id }),
    answer: async (endpoint) => c.json(await secretOf(c, asker, endpoint), 201),
  })

export const rotateOnce = (c: ServerContext, asker: Integration): Promise<Response> =>
  once(c, asker, {
    maxBytes: MAX_BODY_BYTES,
    act: async () => ({ session: null, about: (await anotherSecret(c, asker)).endpoint.id }),
    answer: async (endpoint) => c.json(await secretOf(c, asker, endpoint)),
  })

export const replayOnce = (c: ServerContext, asker: Integration): Promise<Response> =>
  once(c, asker, {
    maxBytes: MAX_BODY_BYTES,
    act: async () => {
      await replayDelivery(c, asker)
      return { session: null, about: '' }
    },
    answer: async () => c.body(null, 204),
  })

/** Whoever lost the answer on its way has no other chance to know the secret. */
async function secretOf(c: ServerContext, { workspace }: Integration, endpoint: string): Promise<EndpointSecret> {
  const made = await integrationsOf(c.env, workspace).endpointSecret({ endpoint })
  if (!made) throw new BatonError('not_found')
  return made
}

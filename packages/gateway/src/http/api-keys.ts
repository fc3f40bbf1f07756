import { type ApiKeySecret, type ApiKeysResponse, type AuditEntry, apiKeyRequest, opaqueId } from '@baton/protocol'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { opaque } from './secrets.ts'
import { hashOf, keyText } from './server/key.ts'

const MAX_BODY_BYTES = 4 * 1024

type KeysContext = Context<{ Bindings: Env }>

/** Who makes keys, and takes them back. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

export async function answerApiKeys(c: KeysContext, workspace: string): Promise<Response> {
  return c.json({ keys: await directoryOf(c.env, workspace).apiKeys() } satisfies ApiKeysResponse)
}

/** The one time a key is told. */
export async function addApiKey(c: KeysContext, { workspace, by }: Asker): Promise<Response> {
  const form = await readBody(c, apiKeyRequest, MAX_BODY_BYTES)
  const [id, secret] = [opaque(), opaque()]
  const key = await directoryOf(c.env, workspace).addApiKey({ id, hash: await hashOf(secret), form, by })
  if ('refused' in key) throw new BatonError('request_malformed', '(body): there are as many keys as there may be')
  return c.json({ key, secret: keyText(workspace, id, secret) } satisfies ApiKeySecret, 201)
}

export async function revokeApiKey(c: KeysContext, { workspace, by }: Asker): Promise<Response> {
  const key = opaqueId.safeParse(c.req.param('key'))
  if (!key.success || !(await directoryOf(c.env, workspace).revokeApiKey({ key: key.data, by })))
    throw new BatonError('not_found')
  return c.body(null, 204)
}

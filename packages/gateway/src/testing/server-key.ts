import { env } from 'cloudflare:workers'
import { API_SCOPES, type ApiKeySecret, type ApiScope } from '@baton/protocol'
import { call } from './a-workspace.ts'

/** A key of a workspace, made by whoever runs the gateway, and what it asks. */
export async function aKey(workspace: string, scopes: readonly ApiScope[] = API_SCOPES, form: object = {}) {
  const made = await call(`/v1/admin/workspaces/${workspace}/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    body: JSON.stringify({ name: 'Shop back office', scopes, ...form }),
  })
  if (made.status !== 201) throw new Error(`no key: ${await made.text()}`)
  const { key, secret } = (await made.json()) as ApiKeySecret
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    call(`/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return { key, secret, ask }
}

import { workspaceId } from '@baton/protocol'
import { base64url } from 'jose'
import { hmac, isSameText, type SecretsEnv, secretsOf } from './secrets.ts'

const MAC_BYTES = 16

/**
 * `<workspace>.<mac>`: what a page puts into its script tag. It is no secret; it only proves that this gateway knows
 * the workspace, before anything of that workspace is touched.
 */
export async function siteKeyOf(secret: string, workspace: string): Promise<string> {
  const mac = await hmac(secret, `site:${workspace}`)
  return `${workspace}.${base64url.encode(mac.subarray(0, MAC_BYTES))}`
}

/** The workspace a genuine site key names, else null. One made with the secret before stays good: it stands in pages. */
export async function workspaceOf(env: SecretsEnv, siteKey: string): Promise<string | null> {
  const workspace = siteKey.slice(0, siteKey.lastIndexOf('.'))
  if (!workspaceId.safeParse(workspace).success) return null
  for (const secret of secretsOf(env)) {
    if (await isSameText(siteKey, await siteKeyOf(secret, workspace))) return workspace
  }
  return null
}

import { z } from 'zod'
import { instant, opaqueId } from '../ids.ts'

/** What a key of the server API may be good for. */
export const API_SCOPES = [
  'customers.read',
  'customers.write',
  'sessions.read',
  'messages.write',
  'webhooks.read',
  'webhooks.write',
  'channels.read',
] as const
export const apiScope = z.enum(API_SCOPES)
export type ApiScope = z.infer<typeof apiScope>

/** `POST …/api-keys`. */
export const apiKeyRequest = z.object({
  name: z.string().trim().min(1).max(60),
  scopes: z.array(apiScope).min(1).max(API_SCOPES.length),
  /** When it ends by itself; null: never. */
  expiresAt: instant.nullable().default(null),
})
export type ApiKeyRequest = z.infer<typeof apiKeyRequest>

export const apiKeyView = apiKeyRequest.extend({
  id: opaqueId,
  createdAt: instant,
  /** To the minute. */
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type ApiKeyView = z.infer<typeof apiKeyView>

/** Newest first, with those that were revoked. */
export const apiKeysResponse = z.object({ keys: z.array(apiKeyView) })
export type ApiKeysResponse = z.infer<typeof apiKeysResponse>

/** Answers making one: the only time the key itself is told, `bk.<workspace>.<id>.<secret>`. */
export const apiKeySecret = z.object({ key: apiKeyView, secret: z.string() })
export type ApiKeySecret = z.infer<typeof apiKeySecret>

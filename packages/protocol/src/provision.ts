import { z } from 'zod'
import { hostKeys } from './host-key.ts'
import { slug, workspaceId } from './ids.ts'
import { knowledgeState } from './knowledge.ts'
import { locale } from './locale.ts'
import { pack } from './pack/pack.ts'
import { rank } from './party.ts'
import { providers } from './providers.ts'

/** One's own machine needs no https. */
const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost'].includes(URL.parse(url)?.hostname ?? '')

/** Times in milliseconds. */
export const settings = z.object({
  /** An offer not accepted within this time goes to the next agent. */
  offerMs: z.number().int().min(500).default(20_000),
  /** An agent who drops keeps their sessions this long. */
  graceMs: z.number().int().min(0).default(30_000),
  /** A case with the bot closes after this much silence. */
  caseIdleMs: z
    .number()
    .int()
    .min(1_000)
    .default(30 * 60_000),
  /** A closed case opens again when the customer writes within this time. */
  reopenMs: z
    .number()
    .int()
    .min(0)
    .default(24 * 3_600_000),
  /** A bot turn not finished within this time ends with a person. */
  turnMs: z.number().int().min(500).default(15_000),
  /** In days: the key that wraps the sessions' keys is replaced this often; 90 when not set. 0: only when somebody asks for it. */
  keyRotationDays: z.number().int().min(0).max(3_650).optional(),
  /** In days: a customer is erased after this much silence, and what is older of cases that are over is cut; 400 when not set. */
  retainDays: z.number().int().min(1).max(36_500).optional(),
  /** The same of visitors nobody vouches for; 90 when not set. */
  retainVisitorDays: z.number().int().min(1).max(36_500).optional(),
  /** Whether customers may call from the page. */
  calls: z.boolean().optional(),
  /** Whether calls are recorded: `ask` when the customer says so, in each call anew. Not set: `never`, and nobody is asked. */
  recordCalls: z.enum(['never', 'ask']).optional(),
  /** The page with the widget at which a customer of a channel connects what they have there with what they have here. */
  linkUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((url) => url.startsWith('https:') || isLoopback(url), 'is not https')
    .optional(),
})
export type Settings = z.infer<typeof settings>

/** Where a workspace's shared objects may start, as the platform names regions. A wish, not a promise. */
export const LOCATIONS = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'] as const

/** `PUT /v1/admin/workspaces/:id`: everything a workspace needs to serve. Sent again, it replaces what was there. */
export const provisionRequest = z.object({
  workspace: workspaceId,
  business: z.string().min(1).max(80),
  locale,
  /** Origins whose pages may open the widget, exactly as browsers send them: `https://shop.example`. */
  origins: z.array(z.string().regex(/^https?:\/\/[^/\s]+$/)).min(1),
  /** Verifies host tokens that name no key (HS256). May be absent once `hostKeys` has one. */
  hostKey: z.string().min(32).optional(),
  /** Keys by `kid`, each for one algorithm. Two at once is how one is exchanged. */
  hostKeys: hostKeys.optional(),
  /** `iss` that every host token must then carry. */
  issuer: z.string().min(1).max(200).optional(),
  /** `aud` of host tokens. Default `baton`; one of its own tells workspaces apart that share a key. */
  audience: z.string().min(1).max(200).optional(),
  /** Where the pack's actions go, and the bearer token they carry. */
  businessApi: z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().min(1) }),
  /** Models of others’ that improve single steps. Absent: those of the gateway, if it has any. */
  providers: providers.optional(),
  agents: z.array(
    z.object({
      id: slug,
      name: z.string().min(1).max(80),
      email: z.email(),
      password: z.string().min(8),
      role: rank,
      capacity: z.number().int().min(1).max(50).default(4),
      locales: z.array(locale).min(1),
    }),
  ),
  settings: settings.prefault({}),
  /** Near whom the workspace's own objects start. Heard at the first provisioning only: objects never move. */
  location: z.enum(LOCATIONS).optional(),
  pack,
})
export type ProvisionRequest = z.infer<typeof provisionRequest>

/** `snapshot` is the hash of the pack. While `knowledge` is `training`, what was published before answers. */
export const provisionResponse = z.object({
  siteKey: z.string(),
  snapshot: z.string(),
  knowledge: knowledgeState.exclude(['empty']),
})
export type ProvisionResponse = z.infer<typeof provisionResponse>

/** `POST /v1/admin/workspaces/:id/keys/rotate`: the key that wraps from now on. */
export const rotateKeysResponse = z.object({ kid: z.string() })
export type RotateKeysResponse = z.infer<typeof rotateKeysResponse>

/** `POST /v1/admin/rounds`: looks after one page of workspaces, in the order of their ids. */
export const roundsRequest = z.object({
  /** Goes on after this workspace: the `next` of the answer before. */
  after: workspaceId.optional(),
  limit: z.number().int().min(1).max(100).default(100),
})

/** `failed` could not be reached and are worth another try; `next` is null when there are no more workspaces. */
export const roundsResponse = z.object({
  visited: z.number().int(),
  failed: z.array(workspaceId),
  next: workspaceId.nullable(),
})
export type RoundsResponse = z.infer<typeof roundsResponse>

import { z } from 'zod'
import { locale } from './locale.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Where a cloud's machines learn who they are. */
const LINK_LOCAL = /^(?:169\.254\.|0\.|\[fe80:|\[::ffff:|\[::\]$)/

/** Whether something may be sent there: over TLS, or to this machine. Nothing secret rides in an address. */
function isProviderAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username || url.password || url.search || url.hash) return false
  if (url.protocol === 'http:') return LOOPBACK.has(url.hostname)
  return url.protocol === 'https:' && !LINK_LOCAL.test(url.hostname)
}

/** The same of an address that may be a socket's. */
const isSpeechAddress = (text: string): boolean => isProviderAddress(text.replace(/^ws(s?):/, 'http$1:'))

const hasAddress = ({ kind, url }: { kind: string; url?: string | undefined }): boolean =>
  kind === 'workers_ai' || url !== undefined

const provider = z.object({
  /** Base of an API that speaks OpenAI’s protocol, e.g. `https://llm.example/v1`. https, or this machine. */
  url: z
    .string()
    .max(500)
    .refine(isProviderAddress, 'must be https, or http on this machine, without user, query or hash'),
  model: z.string().min(1).max(200),
  /** Bearer token. Secret: it is in no log, no export and no answer. */
  key: z.string().min(1).max(1_000).optional(),
  /** How long one call may take … */
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  /** … and be silent. */
  idleMs: z.number().int().min(50).max(30_000).default(4_000),
  /** What the workspace may spend in a day of UTC, in tokens as the provider counts them. */
  dayTokens: z.number().int().min(0).default(2_000_000),
})

const speechAddress = z
  .string()
  .max(500)
  .refine(isSpeechAddress, 'must be https or wss, or http or ws on this machine, without user, query or hash')

const speech = z.object({
  /**
   * `openai`: a server with `/audio/transcriptions` and `/audio/speech` below `url`, as OpenAI has them, and as the embedded
   * sidecar has. `deepgram`: a WebSocket for audio at `url`, as Deepgram has it. `workers_ai`: models of the platform the
   * gateway runs on; it has no `url`.
   */
  kind: z.enum(['openai', 'deepgram', 'workers_ai']),
  url: speechAddress.optional(),
  model: z.string().min(1).max(200),
  /** Bearer token. Secret: it is in no log, no export and no answer. */
  key: z.string().min(1).max(1_000).optional(),
  /** Languages it has, as BCP 47 primary tags. Calls in others are left to the customer's browser. */
  languages: z
    .array(z.enum(['en', 'zh']))
    .min(1)
    .default(['en', 'zh']),
  timeoutMs: z.number().int().min(100).max(60_000).default(8_000),
})

/** Models that improve single steps. Each may be absent; without all of them everything works. */
export const providers = z.object({
  /** Writes answers from the passages that were found. */
  chat: provider
    .extend({
      /** What one turn may spend, in tokens. */
      turnTokens: z.number().int().min(100).default(6_000),
      /** How long one answer may be, in tokens. */
      answerTokens: z.number().int().min(16).max(4_000).default(500),
    })
    .optional(),
  /** Orders what was found by meaning. */
  embeddings: provider.optional(),
  /** Reads pictures. */
  vision: provider
    .extend({
      /** Whose pictures may leave the house. */
      of: z.enum(['everyone', 'signed_in']).default('everyone'),
      /** Larger pictures go to a person. */
      pictureBytes: z
        .number()
        .int()
        .min(1)
        .max(8 * 1024 * 1024)
        .default(4 * 1024 * 1024),
    })
    .optional(),
  /** Recognises what is said in calls. */
  hearing: speech
    .extend({
      /** It takes the workspace's own phrases, at `/vocabularies` below `url`, as the embedded sidecar does. */
      vocabulary: z.boolean().default(false),
    })
    .refine(hasAddress, { path: ['url'], error: 'is missing' })
    .optional(),
  /** Speaks for the bot in calls. */
  speaking: speech
    .extend({ voices: z.partialRecord(locale, z.string().min(1).max(100)).default({}) })
    .refine(hasAddress, { path: ['url'], error: 'is missing' })
    .optional(),
})
export type Providers = z.infer<typeof providers>
export type ChatProvider = NonNullable<Providers['chat']>
export type VisionProvider = NonNullable<Providers['vision']>
export type HearingProvider = NonNullable<Providers['hearing']>
export type SpeakingProvider = NonNullable<Providers['speaking']>
export type EmbeddingsProvider = NonNullable<Providers['embeddings']>

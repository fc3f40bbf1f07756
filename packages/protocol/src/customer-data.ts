import { z } from 'zod'
import { profile } from './brief.ts'
import { sessionEvent } from './events.ts'
import { sentFile } from './file.ts'
import { instant, workspaceId } from './ids.ts'

/** One line of a customer's export. The last is `end`: a copy without it is not whole. */
export const exportLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('customer'),
    format: z.literal(1),
    workspace: workspaceId,
    customer: z.string(),
    at: instant,
  }),
  z.object({ kind: z.literal('address'), address: z.string() }),
  z.object({ kind: z.literal('session'), session: z.string(), profile: profile.nullable() }),
  z.object({ kind: z.literal('event'), session: z.string(), event: sessionEvent }),
  /** A file that a message before it shows. `bytes` is base64; null when the file is not kept any more. */
  z.object({ kind: z.literal('file'), session: z.string(), file: sentFile, bytes: z.string().nullable() }),
  z.object({ kind: z.literal('end'), events: z.number().int(), files: z.number().int() }),
])
export type ExportLine = z.infer<typeof exportLine>

/** `DELETE …/customers/:customer`: why, for the audit log; masked before it is kept. */
export const erasureRequest = z.object({ reason: z.string().trim().min(3).max(500) })

/** Answers it, and `GET …/erasures/:erasure`. */
export const erasure = z.object({
  id: z.string(),
  /** Our id of who was erased. */
  customer: z.string(),
  state: z.enum(['under_way', 'done']),
  askedAt: instant,
  doneAt: instant.nullable(),
})
export type Erasure = z.infer<typeof erasure>

import { z } from 'zod'
import { slug } from '../ids.ts'
import { resultMap } from './result.ts'

/** A call to the business's own HTTP API, or to one of its connectors. `{name}` in `path` is filled from the flow's input, URL-encoded. */
export const action = z.object({
  id: slug,
  method: z.enum(['GET', 'POST']),
  path: z.string().startsWith('/'),
  /** Whether the bot may repeat it when no answer came. Calls with effects carry an `Idempotency-Key` either way. */
  safe: z.boolean(),
  /**
   * How much it can do. Absent: `read` for a safe GET, else `standard`. What is `sensitive` needs a person: the bot never
   * does it, whatever a flow says.
   */
  class: z.enum(['read', 'standard', 'sensitive']).optional(),
  /**
   * Done only for a customer who has proved who they are for this purpose, by `baton.code.check`; for anybody else it is
   * refused as `not_proved`, whatever a flow says.
   */
  proof: slug.optional(),
  /** Who does it, by the connector's id. Absent: the business API. */
  connector: slug.optional(),
  /** All tries together. */
  timeoutMs: z.number().int().min(100).max(10_000).default(3_000),
  /**
   * How often it is tried again when no answer came, or one that says later. Each try carries the same `Idempotency-Key`:
   * where it has an effect, the service has to keep to that. Absent: as often as the connector says, if it is `safe`.
   */
  retries: z.number().int().min(0).max(3).optional(),
  /** What the flow gets of the answer, by name. An answer that does not fit is `malformed`. Absent: all of it. */
  result: resultMap.optional(),
})
export type Action = z.infer<typeof action>

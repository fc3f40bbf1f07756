import { type AuditEntry, erasureRequest } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { auditOf, directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { exportLines } from './export-lines.ts'
import { opaque } from './secrets.ts'

const MAX_BODY_BYTES = 4 * 1024

/** Who asks for what is kept of a customer, or for its end. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

type DataContext = Context<{ Bindings: Env }>

/** A copy of a customer's data, line by line as it is read. Written down before the first line leaves. */
export async function answerExport(c: DataContext, { workspace, by }: Asker): Promise<Response> {
  const known = await directoryOf(c.env, workspace).record({ ref: c.req.param('customer') ?? '' })
  if (!known) throw new BatonError('not_found')
  const internal = c.req.query('internal') === 'true'
  const on = { customer: known.id, internal: String(internal) }
  await auditOf(c.env, workspace).record({ id: opaque(), at: Date.now(), by, action: 'customer.export', on })
  return c.body(streamOf(exportLines(c.env, workspace, known, internal)), 200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${known.id}.ndjson"`,
  })
}

/** 200 once it is done, 202 while rooms are still to answer; the same again asks how far it is. */
export async function answerErase(c: DataContext, { workspace, by }: Asker): Promise<Response> {
  const { reason } = await readBody(c, erasureRequest, MAX_BODY_BYTES)
  const ref = c.req.param('customer') ?? ''
  const directory = directoryOf(c.env, workspace)
  const found =
    (await directory.erase({ ref, by, reason: redact(reason, DETECTORS).text })) ?? (await directory.erasure({ ref }))
  if (!found) throw new BatonError('not_found')
  return c.json(found, found.state === 'done' ? 200 : 202)
}

export async function answerErasure(c: DataContext, { workspace }: Pick<Asker, 'workspace'>): Promise<Response> {
  const found = await directoryOf(c.env, workspace).erasure({ ref: c.req.param('erasure') ?? '' })
  if (!found) throw new BatonError('not_found')
  return c.json(found)
}

/** Reads on only as fast as somebody listens, so that no export is ever whole in memory. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(stream) {
      const { value, done } = await lines.next()
      if (done) stream.close()
      else stream.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}

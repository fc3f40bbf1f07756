import type { AuditPage } from '@baton/protocol'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Env } from '../env.ts'
import { auditOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'

/** Records in one answer. */
const PAGE = 200

const afterParameter = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** Answers a page of a workspace's audit log: the records after `?after=`. */
export async function answerAudit(c: Context<{ Bindings: Env }>, workspace: string): Promise<Response> {
  const after = afterParameter.safeParse(c.req.query('after') ?? '0')
  if (!after.success) throw new BatonError('request_malformed', 'after: is not the number of a record')
  const page: AuditPage = await auditOf(c.env, workspace).page({ after: after.data, limit: PAGE })
  return c.json(page)
}

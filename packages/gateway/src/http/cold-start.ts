import { asking, type ImportFormat, ImportUnreadable, readDialogues } from '@baton/bot/coldstart'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import { z } from 'zod'
import { OPERATOR } from '../audit/act.ts'
import type { Env } from '../env.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readText } from './body.ts'

type ColdStartContext = Context<{ Bindings: Env }>

const MAX_FILE_BYTES = 8 * 1024 * 1024
const FAULTS_TOLD = 100

const formatParameter = z.enum(['csv', 'jsonl'])

/** Takes past dialogues in: read and masked here, grouped by alarms. 202 while that is under way. */
export async function answerImport(c: ColdStartContext, workspace: string): Promise<Response> {
  const format = formatParameter.safeParse(c.req.query('format'))
  if (!format.success) throw new BatonError('request_malformed', 'format: is not csv or jsonl')
  const { dialogues, rows, faults } = read(await readText(c.req.raw, MAX_FILE_BYTES), format.data)
  const asked = asking(dialogues, (text) => redact(text, DETECTORS).text)
  const told = { count: faults.length, first: faults.slice(0, FAULTS_TOLD) }
  return c.json(await knowledgeOf(c.env, workspace).propose({ by: OPERATOR, rows, faults: told, asked }), 202)
}

export async function answerProposal(c: ColdStartContext, workspace: string): Promise<Response> {
  return c.json(await knowledgeOf(c.env, workspace).proposal())
}

export async function answerDropProposal(c: ColdStartContext, workspace: string): Promise<Response> {
  await knowledgeOf(c.env, workspace).dropProposal({ by: OPERATOR })
  return c.body(null, 204)
}

function read(text: string, format: ImportFormat) {
  try {
    return readDialogues(text, format)
  } catch (error) {
    if (error instanceof ImportUnreadable) throw new BatonError('request_malformed', `(body): ${error.code}`)
    throw error
  }
}

import { type ProvisionResponse, provisionRequest } from '@baton/protocol'
import { Hono } from 'hono'
import { REGISTER } from '../directory/register.ts'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { isSameText } from './secrets.ts'
import { siteKeyOf } from './site-key.ts'

const MAX_BODY_BYTES = 4 * 1024 * 1024

/** Routes of whoever runs the gateway, opened by one secret. */
export const adminRoutes = new Hono<{ Bindings: Env }>()

adminRoutes.use(async (c, next) => {
  const given = c.req.header('authorization') ?? ''
  if (!(await isSameText(given, `Bearer ${c.env.ADMIN_TOKEN}`))) throw new BatonError('unauthenticated')
  await next()
})

adminRoutes.put('/workspaces/:id', async (c) => {
  const { pack, ...rest } = await readBody(c, provisionRequest, MAX_BODY_BYTES)
  const { workspace } = rest
  if (workspace !== c.req.param('id'))
    throw new BatonError('request_malformed', 'workspace: is not the one in the path')
  // Knowledge first: a workspace that can be joined can also answer.
  const { version } = await c.env.KNOWLEDGE.getByName(workspace).publish(pack)
  await c.env.DIRECTORY.getByName(workspace).provision(rest)
  await c.env.DIRECTORY.getByName(REGISTER).enlist(workspace)
  await c.env.FLOOR.getByName(workspace).recheckAgents()
  const answer: ProvisionResponse = { siteKey: await siteKeyOf(c.env.BATON_SECRET, workspace), snapshot: version }
  return c.json(answer, 200, { 'cache-control': 'no-store' })
})

import type { Env } from '../env.ts'
import { log } from '../log.ts'
import { nextWorkspaces } from './rounds.ts'

/** Most messages the platform takes in one call. */
const PAGE = 100

/** The cron's part: one message for each workspace. Two calls a page, so half a million fit into one invocation. */
export async function sendRounds(env: Env): Promise<void> {
  if (!env.ROUNDS) return log('warn', 'rounds.no_queue')
  let sent = 0
  for (let after = ''; ; ) {
    const page = await nextWorkspaces(env, after, PAGE)
    if (page.length > 0) await env.ROUNDS.sendBatch(page.map((workspace) => ({ body: { workspace } })))
    sent += page.length
    after = page.at(-1) ?? after
    if (page.length < PAGE) break
  }
  console.info(JSON.stringify({ event: 'rounds.sent', workspaces: sent }))
}

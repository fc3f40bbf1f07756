import type { Env } from '../env.ts'
import { isKnownWorkspace } from '../http/known-workspace.ts'
import { log, warn } from '../log.ts'
import { lookAfter, roundsMessage } from './rounds.ts'

/**
 * The queue's part. Each message ends by itself: done and unusable ones are acknowledged, failed ones come again, and
 * after the retries of `wrangler.jsonc` they lie in the dead letter queue. The next round brings the workspace anyway.
 */
export async function receiveRounds(batch: MessageBatch, env: Env): Promise<void> {
  await Promise.all(batch.messages.map((message) => receive(message, env)))
}

async function receive(message: Message, env: Env): Promise<void> {
  const parsed = roundsMessage.safeParse(message.body)
  if (!parsed.success) return drop(message, 'malformed')
  const { workspace } = parsed.data
  try {
    // A name in a message is no reason to bring an object to life.
    if (!(await isKnownWorkspace(env, workspace))) return drop(message, 'unknown')
    await lookAfter(env, workspace)
    message.ack()
  } catch (error) {
    warn('rounds.failed', error, { workspace, attempts: message.attempts })
    message.retry()
  }
}

function drop(message: Message, reason: 'malformed' | 'unknown'): void {
  log('error', 'rounds.dropped', { id: message.id, reason })
  message.ack()
}

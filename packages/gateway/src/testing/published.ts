import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Pack } from '@baton/protocol'
import { knowledgeOf } from '../rooms-of.ts'

/** More alarms than any training takes. */
const ALARMS = 100

/** Rings until what was published last answers, or never will; answers how it stands. */
export async function trained(workspace: string): Promise<string> {
  const knowledge = knowledgeOf(env, workspace)
  for (let n = 0; n < ALARMS; n++) {
    const { state } = (await knowledge.status()) ?? { state: 'empty' }
    if (state !== 'training') return state
    await runDurableObjectAlarm(knowledge)
  }
  throw new Error('the training does not end')
}

/** Publishes a pack and waits until it answers. */
export async function published(workspace: string, pack: Pack): Promise<void> {
  await knowledgeOf(env, workspace).publish(pack)
  const state = await trained(workspace)
  if (state !== 'current') throw new Error(`the pack is ${state}`)
}

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Pack } from '@baton/protocol'
import { migrate } from '../durable/migrate.ts'
import { keyOf } from '../knowledge/lesson-key.ts'
import type { StoredModel } from '../knowledge/models.ts'
import { KNOWLEDGE_MIGRATIONS } from '../knowledge/schema.ts'
import { nameOf } from '../knowledge/shelf.ts'
import { Store } from '../knowledge/store.ts'
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
  await trainedOnce(workspace, pack, () => knowledgeOf(env, workspace).publish(pack))
}

/** The same of whatever publishes the first pack of a workspace. */
export async function trainedOnce(workspace: string, pack: Pack, publish: () => Promise<unknown>): Promise<void> {
  const key = keyOf(pack)
  await giveModel(workspace, key)
  await publish()
  const state = await trained(workspace)
  if (state !== 'current') throw new Error(`the pack is ${state}`)
  await keepModel(workspace, key)
}

/** What was trained on so far, by what it was: the same comes out each time, and training is what takes long. */
const models = new Map<string, { model: StoredModel; bytes: Uint8Array }>()

/** For tests of how packs come to be trained on: the next one of any workspace is. */
export const forgetModels = (): void => models.clear()

/** As if the workspace had trained on this before, when another one has. */
async function giveModel(workspace: string, key: string): Promise<void> {
  const known = models.get(key)
  if (!known) return
  await runInDurableObject(knowledgeOf(env, workspace), async (_, { storage }) => {
    migrate(storage, KNOWLEDGE_MIGRATIONS)
    const store = new Store(storage, () => ({ env, workspace }))
    await store.shelve('model', known.bytes)
    storage.transactionSync(() => store.models.store(known.model, known.bytes, Date.now()))
  })
}

async function keepModel(workspace: string, key: string): Promise<void> {
  if (models.has(key)) return
  await runInDurableObject(knowledgeOf(env, workspace), (_, { storage }) => {
    const store = new Store(storage, () => ({ env, workspace }))
    const model = store.models.latest(key)
    const bytes = model && store.parts.read(nameOf('model', model.hash))
    if (model && bytes) models.set(key, { model, bytes })
  })
}

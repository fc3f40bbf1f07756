import { type Brain, compile } from '@baton/bot'
import { decodeModel, type Model, ModelUnreadable } from '@baton/bot/training'
import type { Snapshot } from '@baton/protocol'
import { ownContacts } from '@baton/relay/masking'
import { blobsOf } from '../blobs/blobs.ts'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { log } from '../log.ts'
import { knowledgeOf } from '../rooms-of.ts'
import type { Release } from './release.ts'
import { type Kind, takeFromShelf } from './shelf.ts'
import { SizedCache } from './sized-cache.ts'
import { storedPack } from './stored-pack.ts'

/** What was published: the snapshot with its rules, actions, patterns and version, and the brain that answers from it. */
export interface PublishedBrain {
  /** Compiled when first asked for, which may take a moment: what goes to a person does not wait for it. */
  brain: () => Brain
  snapshot: Snapshot
  /** The workspace's own number patterns, and the addresses and phones it publishes, which masking spares. */
  exempt: readonly RegExp[]
}

/** How long an isolate may answer from a release after another was published. */
const POINTER_MS = 4_000
/** Stored bytes of the brains that are kept. Ready to answer, one takes a few times what it takes stored; an isolate has 128 MB. */
const BRAIN_BYTES = 16 * 1024 * 1024

const pointers = new FreshCache<Release>({ forMs: POINTER_MS, entries: 1_000 })
// By version, which is the hash of the content: two workspaces with the same pack share one brain.
const brains = new SizedCache<PublishedBrain>({ bytes: BRAIN_BYTES })

/** The brain that answers for a workspace now. Null when nothing was published. Nothing is trained here. */
export async function brainFor(env: Env, workspace: string): Promise<PublishedBrain | null> {
  const release = await pointers.get(workspace, () => knowledgeOf(env, workspace).currentRelease())
  if (release === null) return null
  return brains.get(release.version) ?? (await fetchBrain(env, workspace, release))
}

async function fetchBrain(
  env: Env,
  workspace: string,
  { version, pack, model }: Release,
): Promise<PublishedBrain | null> {
  const [packBytes, modelBytes] = await Promise.all([
    contentOf(env, workspace, 'pack', pack),
    model === null ? null : contentOf(env, workspace, 'model', model),
  ])
  if (!packBytes) return null
  const snapshot = { version, pack: storedPack(packBytes) }
  const { entities, articles, flows, wording } = snapshot.pack
  const patterns = entities.map(({ pattern }) => new RegExp(pattern, 'giu'))
  const trained = modelBytes && readModel(modelBytes, version)
  let brain: Brain | null = null
  const published = {
    brain: () => (brain ??= compile(snapshot.pack, trained)),
    snapshot,
    exempt: [...patterns, ...ownContacts({ articles, flows, wording })],
  }
  brains.put(version, published, packBytes.length + (modelBytes?.length ?? 0))
  return published
}

/** Null for one of another format: articles and flows answer until Knowledge has trained another, which it does by itself. */
function readModel(bytes: Uint8Array, version: string): Model | null {
  try {
    return decodeModel(bytes)
  } catch (error) {
    if (!(error instanceof ModelUnreadable)) throw error
    log('error', 'knowledge.model_unreadable', { version })
    return null
  }
}

/** From the shelf, which wakes nobody; what is not there, or is damaged, from the object that published it. */
async function contentOf(env: Env, workspace: string, kind: Kind, hash: string): Promise<Uint8Array | null> {
  const blobs = blobsOf(env, workspace)
  return (
    (blobs && (await takeFromShelf(blobs, kind, hash))) ?? (await knowledgeOf(env, workspace).content({ kind, hash }))
  )
}

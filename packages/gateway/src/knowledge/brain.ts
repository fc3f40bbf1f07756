import { type Brain, compile } from '@baton/bot'
import { train } from '@baton/bot/training'
import type { Snapshot } from '@baton/protocol'
import { ownContacts } from '@baton/relay/masking'
import { blobsOf } from '../blobs/blobs.ts'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { takeFromShelf } from './shelf.ts'
import { storedRules } from './stored-rules.ts'

/** What was published: the snapshot with its rules, actions, patterns and version, and the brain that answers from it. */
export interface PublishedBrain {
  /** Compiled when first asked for, which may take a second: what goes to a person does not wait for it. */
  brain: () => Brain
  snapshot: Snapshot
  /** The workspace's own number patterns, and the addresses and phones it publishes, which masking spares. */
  exempt: readonly RegExp[]
}

/** How long an isolate may answer from a pack after another was published. */
const POINTER_MS = 4_000
const BRAINS = 8

const pointers = new FreshCache<string>({ forMs: POINTER_MS, entries: 1_000 })
// By version, which is the hash of the content: two workspaces with the same pack share one brain.
const brains = new FreshCache<PublishedBrain>({ forMs: Number.POSITIVE_INFINITY, entries: BRAINS })

/** The brain that answers for a workspace now. Null when nothing was published. Pass `version` to keep to a pinned one. */
export async function brainFor(env: Env, workspace: string, version?: string): Promise<PublishedBrain | null> {
  const wanted = version ?? (await pointers.get(workspace, () => knowledgeOf(env, workspace).currentVersion()))
  if (wanted === null) return null
  return brains.get(wanted, async () => {
    const stored = await snapshotOf(env, workspace, wanted)
    if (!stored) return null
    const snapshot = { ...stored, pack: { ...stored.pack, rules: storedRules(stored.pack.rules) } }
    const { entities, articles, flows, wording } = snapshot.pack
    const patterns = entities.map(({ pattern }) => new RegExp(pattern, 'giu'))
    const exempt = [...patterns, ...ownContacts({ articles, flows, wording })]
    let brain: Brain | null = null
    return { brain: () => (brain ??= compile(snapshot.pack, train(snapshot.pack))), snapshot, exempt }
  })
}

/** From the shelf, which wakes nobody; what is not there, or is damaged, from the object that published it. */
async function snapshotOf(env: Env, workspace: string, version: string): Promise<Snapshot | null> {
  const blobs = blobsOf(env, workspace)
  return (
    (blobs && (await takeFromShelf(blobs, version))) ??
    ((await knowledgeOf(env, workspace).snapshot(version)) as Snapshot | null)
  )
}

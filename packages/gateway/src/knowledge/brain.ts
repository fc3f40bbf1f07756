import { type Brain, compile } from '@baton/bot'
import type { Snapshot } from '@baton/protocol'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'

/** A pack compiled, beside the snapshot it came from: its rules, actions, patterns and version. */
export interface PublishedBrain {
  brain: Brain
  snapshot: Snapshot
  /** The workspace's own number patterns, which masking spares. */
  exempt: readonly RegExp[]
}

/** How long an isolate may answer from a pack after another was published. */
const POINTER_MS = 5_000
const BRAINS = 8

const pointers = new FreshCache<string>({ forMs: POINTER_MS, entries: 1_000 })
// By version, which is the hash of the content: two workspaces with the same pack share one brain.
const brains = new FreshCache<PublishedBrain>({ forMs: Number.POSITIVE_INFINITY, entries: BRAINS })

/** The brain that answers for a workspace now. Null when nothing was published. Pass `version` to keep to a pinned one. */
export async function brainFor(
  env: Pick<Env, 'KNOWLEDGE'>,
  workspace: string,
  version?: string,
): Promise<PublishedBrain | null> {
  const room = env.KNOWLEDGE.getByName(workspace)
  const wanted = version ?? (await pointers.get(workspace, () => room.currentVersion()))
  if (wanted === null) return null
  return brains.get(wanted, async () => {
    const snapshot = (await room.snapshot(wanted)) as Snapshot | null
    if (!snapshot) return null
    const exempt = snapshot.pack.entities.map(({ pattern }) => new RegExp(pattern, 'giu'))
    return { brain: compile(snapshot.pack), snapshot, exempt }
  })
}

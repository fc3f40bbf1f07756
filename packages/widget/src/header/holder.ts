import type { SessionSnapshot } from '@baton/client'

export type HolderKind = 'bot' | 'queue' | 'agent'

/** Who holds the baton; a request that is still on its way counts, so the finger sees its effect at once. */
export const holderKind = ({ view, pending }: SessionSnapshot): HolderKind => {
  const wish = pending.findLast(({ command, problem }) => !problem && command.kind.startsWith('handoff.'))
  const held = view?.holder ?? 'bot'
  if (held !== 'bot' && held !== 'queue') return 'agent'
  if (wish) return wish.command.kind === 'handoff.request' ? 'queue' : 'bot'
  return held
}

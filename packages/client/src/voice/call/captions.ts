import type { CallServerFrame } from '@baton/protocol/wire'

export type Caption = Omit<Extract<CallServerFrame, { type: 'caption' }>, 'type'>

/** So many turns are kept; the session's log has them all. */
const KEPT = 50

/** What is said, in the order it was said. A newer version of a turn takes the place of an older. */
export function withCaption(captions: readonly Caption[], next: Caption): readonly Caption[] {
  const known = captions.find(({ turn, track }) => turn === next.turn && track === next.track)
  if (known && (known.final || known.rev >= next.rev)) return captions
  return [...captions.filter((each) => each !== known), next].sort((a, b) => a.startMs - b.startMs).slice(-KEPT)
}

import type { Command, EventBody, SessionEvent } from '@baton/protocol'
import { cover, findSplit, type Handle, type Hints, mayHoldPart, type Said, slide } from '../masking/index.ts'
import type { CallCommand } from './call.ts'
import type { Actor, MaskedCommand } from './command.ts'
import { maskCommand } from './mask-command.ts'
import { keepOriginals, type Original } from './originals.ts'
import type { Removal } from './quotes.ts'
import { reworded, spokenOf, wordsOf } from './spoken.ts'

/** A command as it may be stored, and what masking it has to have done besides. */
export interface Prepared {
  command: MaskedCommand
  /** For the live turn's actions; never stored as they are. */
  handles: Handle[]
  /** To be sealed with the command's own event. */
  originals: Original[]
  /** What earlier events hold of a number that this command completes. */
  removals: Removal[]
}

type Message = Extract<Command, { kind: 'message' }>

/** What the gateway's own adapters and calls add to what a customer says, and its settings to what an agent does; never a frame. */
export interface Brought extends Pick<EventBody<'message'>, 'via' | 'attachments' | 'place' | 'spoken'> {
  /** The words of the template that `to` names. */
  approved?: string
}

/** What is said with a `send`, as opposed to done to what was said. */
export type Saying =
  | Exclude<Command, { kind: 'reveal' | 'redact' | 'message' | 'utterance' } | CallCommand>
  | (Message & Brought)

/**
 * Takes a participant's words through the masking door, and looks whether they complete a number begun in earlier ones.
 * Originals of what customers write are kept; of what staff write they are not.
 *
 * @param window what this participant said before, as {@link windowAfter} made it of their events; asked for only when there
 * may be something to complete.
 */
export function prepare(
  body: Saying,
  { role }: Actor,
  exempt: readonly RegExp[],
  window: () => readonly Said[],
  now: number,
  hints: Hints = {},
): Prepared {
  const isSpoken = body.kind === 'message' && body.spoken !== undefined
  const { command, handles } = maskCommand(body, exempt, isSpoken ? { ...hints, spoken: true } : hints)
  const { text, marks } = wordsOf(command)
  const isKept = role === 'customer' && command.kind === 'message'
  const kept = isKept ? keepOriginals({ marks: [...marks], handles }) : { marks: [...marks], originals: [] }
  const whole = { command: isKept ? reworded(command, text, kept.marks) : command, handles, originals: kept.originals }
  // What was masked in it may be the rest of a number.
  if (!mayHoldPart(text) && marks.length === 0) return { ...whole, removals: [] }
  const before = window()
  const { next, earlier } = findSplit(before, { text, at: now, ...(isSpoken && { spoken: true }) }, exempt)
  const removals = earlier.flatMap(({ seq, findings }) => {
    const said = before.find((each) => each.seq === seq)
    return said ? [{ seq, was: said.text, findings }] : []
  })
  if (next.length === 0) return { ...whole, removals }
  const covered = cover(text, kept.marks, next)
  const more = isKept ? keepOriginals(covered, kept.marks) : { marks: covered.marks, originals: [] }
  return {
    command: reworded(command, covered.text, more.marks),
    handles,
    originals: [...kept.originals, ...more.originals],
    removals,
  }
}

/** What a participant said lately, with what they said in this event. */
export function windowAfter(window: readonly Said[], event: SessionEvent): readonly Said[] {
  const words = spokenOf(event)
  if (!words) return window
  const isSpoken = event.kind === 'message' && event.body.spoken !== undefined
  return slide(window, { seq: event.seq, text: words.text, at: event.at, ...(isSpoken && { spoken: true }) })
}

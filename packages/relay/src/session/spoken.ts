import type { EventBody, Mark, SessionEvent } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'
import type { MaskedCommand } from './command.ts'

/** Somebody's own words in an event, and where in its body they stand. */
export interface Spoken {
  field: 'text' | 'resolution' | 'comment'
  text: Redacted
  marks: readonly Mark[]
}

/** What somebody wrote themselves; null where an event holds none of it. Stored words have passed the masking door. */
export function spokenOf(event: SessionEvent): Spoken | null {
  switch (event.kind) {
    case 'message':
      return spoken('text', event.body.text, event.body.marks)
    case 'note':
      return spoken('text', event.body.text)
    case 'case.closed':
      return spoken('resolution', event.body.resolution)
    case 'case.rated':
      return spoken('comment', event.body.comment)
    default:
      return null
  }
}

const spoken = (field: Spoken['field'], text = '', marks: readonly Mark[] = []): Spoken | null =>
  text === '' ? null : { field, text: text as Redacted, marks }

/** The fields of a redaction that put other words in place. */
export const respoken = (
  { field }: Spoken,
  text: Redacted,
  marks: readonly Mark[],
): Pick<EventBody<'event.redacted'>, 'text' | 'marks' | 'resolution' | 'comment'> =>
  field === 'text' ? { text, ...(marks.length > 0 && { marks: [...marks] }) } : { [field]: text }

/** The words of a command, masked; empty where it has none. */
export function wordsOf(command: MaskedCommand): { text: Redacted; marks: readonly Mark[] } {
  switch (command.kind) {
    case 'message':
      return command
    case 'note':
      return { text: command.text, marks: [] }
    case 'handback':
      return { text: command.note, marks: [] }
    case 'resolve':
      return { text: command.resolution, marks: [] }
    case 'rate':
      return { text: command.comment, marks: [] }
    case 'handoff.request':
    case 'handoff.cancel':
      return { text: '' as Redacted, marks: [] }
  }
}

/** The same command in other words. */
export function reworded(command: MaskedCommand, text: Redacted, marks: Mark[]): MaskedCommand {
  switch (command.kind) {
    case 'message':
      return { ...command, text, marks }
    case 'note':
      return { ...command, text }
    case 'handback':
      return { ...command, note: text }
    case 'resolve':
      return { ...command, resolution: text }
    case 'rate':
      return { ...command, comment: text }
    case 'handoff.request':
    case 'handoff.cancel':
      return command
  }
}

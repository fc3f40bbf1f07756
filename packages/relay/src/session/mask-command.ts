import { DETECTORS, fromLog, type Handle, type Hints, type Redacted, redact } from '../masking/index.ts'
import type { MaskedCommand } from './command.ts'
import type { Saying } from './prepare.ts'
import { rendered } from './template.ts'

/**
 * Takes a participant's words through the masking door. `exempt` are the workspace's own number patterns, `hints` what the
 * text does not say itself. The handles are for the action executor; they are never stored as they are.
 */
export function maskCommand(
  command: Saying,
  exempt: readonly RegExp[],
  hints: Hints = {},
): { command: MaskedCommand; handles: Handle[] } {
  const handles: Handle[] = []
  const mask = (raw: string): { text: Redacted; marks: { kind: string; start: number; end: number }[] } => {
    const redaction = redact(raw, DETECTORS, exempt, hints)
    handles.push(...redaction.handles)
    return redaction
  }
  return { command: masked(command, mask), handles }
}

function masked(
  command: Saying,
  mask: (raw: string) => { text: Redacted; marks: { kind: string; start: number; end: number }[] },
): MaskedCommand {
  switch (command.kind) {
    case 'message': {
      const { locale, files, to, approved, via, attachments, place, spoken } = command
      const template = to?.template
      // What a vendor has approved stays as it is; what is put into it passes the door.
      const { text, marks } = template
        ? {
            text: fromLog(
              rendered(
                approved ?? '',
                template.values.map((value) => mask(value).text),
              ),
            ),
            marks: [],
          }
        : mask(command.text)
      return {
        kind: 'message',
        text,
        marks,
        locale,
        ...(files && { files }),
        ...(to && {
          to: { route: to.route, ...(template && { template: { name: template.name, language: template.language } }) },
        }),
        ...(via && { via }),
        ...(attachments && { attachments }),
        ...(spoken && { spoken }),
        ...(place && {
          place: fromLog({ ...place, ...(place.name !== undefined && { name: mask(place.name).text }) }),
        }),
      }
    }
    case 'note':
      return { kind: 'note', text: mask(command.text).text }
    case 'handback':
      return { kind: 'handback', note: mask(command.note).text }
    case 'resolve':
      return { kind: 'resolve', resolution: mask(command.resolution).text }
    case 'rate':
      return { ...command, comment: mask(command.comment).text }
    case 'handoff.request':
    case 'handoff.cancel':
      return command
  }
}

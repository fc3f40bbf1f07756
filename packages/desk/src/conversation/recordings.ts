import type { SessionEvent } from '@baton/client'
import type { KeptVoice } from '@baton/client/recordings'
import type { Kind } from './rows.ts'

type Lost = NonNullable<Kind<'call.recorded'>['body']['lost']>

/** What there is to be heard of a call that is over, and why of other parts there is nothing. */
export interface CallRecording {
  /** Each as the event `seq` tells of it. */
  kept: readonly (KeptVoice & { seq: number })[]
  lost: ReadonlySet<Lost>
}

/** What was recorded, by call. Nothing of calls that go on, and of those whose customer took their word back. */
export function recordingsOf(events: readonly SessionEvent[]): Map<string, CallRecording> {
  const found = new Map<string, { kept: CallRecording['kept'][number][]; lost: Set<Lost> }>()
  const going = new Set<string>()
  const refused = new Set<string>()
  for (const event of events) {
    if (event.kind === 'call.started') going.add(event.body.call)
    if (event.kind === 'call.ended') going.delete(event.body.call)
    if (event.kind === 'call.consent' && event.body.granted) refused.delete(event.body.call)
    if (event.kind === 'call.consent' && !event.body.granted) {
      refused.add(event.body.call)
      // Granted once more, what was before stays gone.
      found.delete(event.body.call)
    }
    if (event.kind !== 'call.recorded') continue
    const { call, startMs, file, lost } = event.body
    const recording = found.get(call) ?? { kept: [], lost: new Set<Lost>() }
    if (lost) recording.lost.add(lost)
    else if (file) recording.kept.push({ seq: event.seq, startMs, file })
    found.set(call, recording)
  }
  for (const call of [...going, ...refused]) found.delete(call)
  return found
}

/** Where the recording of a call stands: after its end, or, where the end is on an older page, where it is first told of. */
export function recordingPlaces(events: readonly SessionEvent[]): Map<string, string> {
  const recordings = recordingsOf(events)
  const places = new Map<string, string>()
  for (const kind of ['call.ended', 'call.recorded'] as const) {
    for (const event of events) {
      if (event.kind !== kind || !recordings.has(event.body.call)) continue
      recordings.delete(event.body.call)
      places.set(event.id, event.body.call)
    }
  }
  return places
}

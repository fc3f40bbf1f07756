import type { Command, EventBody, Mark, Party, Rank, SentFile, Settings } from '@baton/protocol'
import { fromLog, type Masked, type Redacted } from '../masking/index.ts'
import { COMMANDS, may, principalOf } from '../permissions/index.ts'
import { holderOf, pass } from './baton.ts'
import { closeCase, openCase } from './case.ts'
import { accept, BOT, type EventDraft, type MaskedFiring, refuse, type Verdict } from './draft.ts'
import { escalate } from './escalation.ts'
import { foldDrafts } from './fold.ts'
import { prescreenEnded } from './prescreen.ts'
import { routeOf } from './routes.ts'
import type { SessionState } from './state.ts'

/** A command whose words have passed the masking door. */
export type MaskedCommand =
  | {
      kind: 'message'
      text: Redacted
      marks: Mark[]
      locale: Extract<Command, { kind: 'message' }>['locale']
      files?: readonly string[]
      /** Of staff: which way it goes. */
      to?: EventBody<'message'>['to']
      /** Of a customer: what a channel brought. The gateway's own adapters say it, never a frame. */
      via?: EventBody<'message'>['via']
      attachments?: EventBody<'message'>['attachments']
      place?: Masked<NonNullable<EventBody<'message'>['place']>>
      /** It was said in a call. The call itself says so, never a frame of a participant. */
      spoken?: EventBody<'message'>['spoken']
    }
  | { kind: 'note'; text: Redacted }
  | { kind: 'handback'; note: Redacted }
  | { kind: 'resolve'; resolution: Redacted }
  | { kind: 'rate'; score: number; tags: string[]; comment: Redacted }
  | Extract<Command, { kind: 'handoff.request' | 'handoff.cancel' }>

export interface Actor {
  role: 'customer' | 'agent'
  id: string
  name: string | null
  /** Of an agent. Absent: the lowest. */
  rank?: Rank
  /** Of a customer: whether the host site vouches for them. Absent: nobody does. */
  verified?: boolean
  /** Of a customer: it is their call that speaks for them here. */
  call?: string
}

export interface CommandContext {
  now: number
  settings: Settings
  /** What the bot says when it has the session again; null when no knowledge is published. */
  handedBack: Redacted | null
  /** A file that this participant has uploaded and not sent yet; null for any other id. */
  fileOf?: (id: string) => Masked<SentFile> | null
}

/** The customer pressed the button: no rule of the pack is needed for that. */
const BUTTON: MaskedFiring = {
  rule: 'person-button',
  ruleVersion: 'built-in',
  evidence: fromLog([{ fact: 'customer.wantsPerson', value: true, words: [] }]),
}

export const partyOf = ({ role, id, name }: Actor): Party => ({ role, id, ...(name && { name }) })

/** Decides one participant's command. The event that carries the client's id is the one the acknowledgement names. */
export function decide(
  state: SessionState,
  id: string,
  command: MaskedCommand,
  actor: Actor,
  context: CommandContext,
): Verdict {
  const by = partyOf(actor)
  if (!may(principalOf(actor), COMMANDS[command.kind])) return refuse('forbidden')
  if (state.linkedTo !== null) return refuse('session_linked')
  if (actor.role === 'customer') {
    switch (command.kind) {
      case 'message':
        if (command.to) return refuse('forbidden')
        return saying(openCase(state, id, context.settings, context.now), id, by, command, context)
      case 'handoff.request':
        return requestHandoff(state, id, by, context)
      case 'handoff.cancel':
        if (state.holder !== 'queue') return refuse('stale_fence')
        return accept(pass(state, 'bot', { id, by, reason: 'cancelled' }))
      case 'rate':
        return rate(state, id, by, command)
      default:
        return refuse('forbidden')
    }
  }
  if (command.kind === 'note') {
    return accept({ kind: 'note', id, by, audience: 'staff', body: { text: command.text } })
  }
  if (state.holder !== holderOf(actor) && !isSaidBeside(command, state)) return refuse('not_holder')
  switch (command.kind) {
    case 'message':
      return leadsNowhere(command, state) ? refuse('not_found') : saying([], id, by, command, context)
    case 'handback':
      return accept(...handback(state, id, by, command.note, context))
    case 'resolve':
      return accept(
        ...(state.case?.open
          ? closeCase(
              state.case,
              { id: `${id}:closed`, by, reason: 'resolved', resolution: command.resolution },
              context.now,
            )
          : []),
        pass(state, 'bot', { id, by, reason: 'resolved' }),
      )
    default:
      return refuse('forbidden')
  }
}

/** In a call two agents may speak with the customer. Only the call itself says that something was spoken. */
const isSaidBeside = (command: MaskedCommand, { holder }: SessionState): boolean =>
  command.kind === 'message' && command.spoken !== undefined && holder.startsWith('agent:')

/** A way the customer does not have, or words that no vendor has approved. */
const leadsNowhere = ({ to, text }: Extract<MaskedCommand, { kind: 'message' }>, state: SessionState): boolean =>
  to !== undefined && (!routeOf(state, to.route) || (to.template !== undefined && text === ''))

function saying(
  before: readonly EventDraft[],
  id: string,
  by: Party,
  {
    text,
    marks,
    locale,
    files: ids = [],
    to,
    via,
    attachments,
    place,
    spoken,
  }: Extract<MaskedCommand, { kind: 'message' }>,
  { fileOf }: CommandContext,
): Verdict {
  const files = [...new Set(ids)].flatMap((each) => fileOf?.(each) ?? [])
  if (files.length < ids.length) return refuse('file_gone')
  const body = {
    text,
    ...(marks.length > 0 && { marks }),
    ...(locale && { locale }),
    ...(files.length > 0 && { files }),
    ...(to && { to }),
    ...(via && { via }),
    ...(attachments && { attachments }),
    ...(place && { place }),
    ...(spoken && { spoken }),
  }
  return accept(...before, { kind: 'message', id, by, audience: 'all', body })
}

function requestHandoff(state: SessionState, id: string, by: Party, { settings, now }: CommandContext): Verdict {
  if (state.holder !== 'bot') return refuse('already_waiting')
  const handoff = { handoffId: `h_${id}`, id, by, reason: 'asked', priority: 0, firing: BUTTON } as const
  const opening = [...openCase(state, id, settings, now), ...prescreenEnded(state, 'skipped')]
  return accept(...opening, ...escalate(foldDrafts(state, opening, now), handoff, now))
}

function rate(state: SessionState, id: string, by: Party, command: Extract<MaskedCommand, { kind: 'rate' }>): Verdict {
  const it = state.case
  if (!it?.summarised) return refuse('case_open')
  if (it.rated) return refuse('already_rated')
  const { score, tags, comment } = command
  return accept({ kind: 'case.rated', id, by, audience: 'all', body: { caseId: it.id, score, tags, comment } })
}

function handback(
  state: SessionState,
  id: string,
  by: Party,
  note: Redacted,
  { handedBack }: CommandContext,
): EventDraft[] {
  return [
    ...(note ? [{ kind: 'note', id: `${id}:note`, by, audience: 'staff', body: { text: note } } as const] : []),
    pass(state, 'bot', { id, by, reason: 'handed_back' }),
    ...(handedBack
      ? [{ kind: 'message', id: `${id}:bot`, by: BOT, audience: 'all', body: { text: handedBack } } as const]
      : []),
  ]
}

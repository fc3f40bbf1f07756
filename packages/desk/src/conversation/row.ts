import { type Brought, type Mark, REMOVED, safeHref, tellRemoved } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { arousalOf, SURE } from '../call/signal-words.ts'
import { deliveryWords } from '../locale/delivery-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { type Reveals, revealKey } from '../store/reveals.ts'
import { channelIcons } from '../theme/channel-icons.ts'
import { face } from '../theme/face.ts'
import { icons } from '../theme/icons.ts'
import type { Delivery } from './deliveries.ts'
import './files.ts'
import { lineWords } from './line-words.ts'
import './original.ts'
import { messageText } from './message-text.ts'
import { type Eyes, holderKind, holderName, partyName } from './names.ts'
import { placeCard } from './place-card.ts'
import './recording.ts'
import type { CallRecording } from './recordings.ts'
import type { GroupRow, Kind, Row } from './rows.ts'
import { evidenceWords, ruleWords, telling } from './rule-words.ts'
import './removal.ts'
import { reasons, unfolding, why } from './why.ts'

export interface RowView {
  session: string
  speech: Speech
  eyes: Eyes
  decisions: ReadonlyMap<string, Kind<'bot.decided'>>
  /** What goes out by a channel, and what came by one, by the seq of the message. */
  deliveries: ReadonlyMap<number, Delivery>
  brought: ReadonlyMap<number, readonly Brought[]>
  /** How much was heard of what the customer spoke over, by the seq of the message. */
  cuts: ReadonlyMap<number, number>
  /** What was recorded of calls, and how to listen to it from a time of the call on. */
  recordings: ReadonlyMap<string, CallRecording>
  listen(call: string, atMs: number): void
  /** The last message of ours that the customer was shown; "Seen" stands under it. */
  seenId: string | null
  /** Whose originals these are, and whether this agent may look at them and take texts out; null where they are in another session. */
  originals: { session: string; sees: boolean; reveals: Reveals } | null
}

function originalOf(event: Kind<'message'>, { speech, originals }: RowView) {
  if (!originals) return undefined
  return (number: number, { kind }: Mark, placeholder: string) => html`<desk-original
    .speech=${speech}
    .session=${originals.session}
    .seq=${event.seq}
    .original=${number}
    .mark=${kind}
    .placeholder=${placeholder}
    .sees=${originals.sees}
    .reveal=${originals.reveals[revealKey({ seq: event.seq, original: number })] ?? null}
  ></desk-original>`
}

/** The way to take a text out, for who may; nothing where the log is of another session. */
function removalOf(event: Kind<'message' | 'note'>, gone: boolean, { speech, originals }: RowView) {
  if (!originals?.sees) return nothing
  return html`<desk-removal
    data-by=${event.kind === 'note' ? 'agent' : event.by.role}
    .speech=${speech}
    .session=${originals.session}
    .seq=${event.seq}
    .gone=${gone}
  ></desk-removal>`
}

const isGone = ({ text, marks }: Kind<'message'>['body']): boolean => text === REMOVED && marks?.[0]?.kind === 'removed'

function message(event: Kind<'message'>, view: RowView): TemplateResult {
  const { words } = view.speech
  const { citations = [], options = [], files, place, turn } = event.body
  const brought = view.brought.get(event.seq)
  const decision = turn ? view.decisions.get(turn) : undefined
  return html`<div class="message" data-seq=${event.seq}>
    ${
      event.body.text &&
      html`<div class="bubble" title=${view.speech.moment(event.at)} lang=${event.body.locale ?? nothing}
      >${messageText(event.body.text, event.body.marks, words, originalOf(event, view))}</div
    >${removalOf(event, isGone(event.body), view)}`
    }
    ${
      files || brought
        ? html`<desk-files .speech=${view.speech} .session=${view.session} .files=${files ?? []} .brought=${brought ?? []}></desk-files>`
        : nothing
    }
    ${place ? placeCard(place, words) : nothing}
    ${
      citations.length > 0
        ? html`<p class="sources">
            ${icons.source}<span class="spoken">${words.log.sources}: </span>${citations.map((citation, index) => {
              const separator = index > 0 ? ' · ' : ''
              const href = citation.url && safeHref(citation.url)
              return href
                ? html`${separator}<a href=${href} target="_blank" rel="noopener noreferrer">${citation.title}</a>`
                : html`${separator}<span>${citation.title}</span>`
            })}
          </p>`
        : nothing
    }
    ${
      options.length > 0
        ? html`<p class="options">${words.log.offered}: ${options.map((option) => html`<span class="badge plain">${option.label}</span> `)}</p>`
        : nothing
    }
    ${spoken(event, view)}
    ${decision ? why(decision, view.speech) : nothing}
    ${delivery(view.deliveries.get(event.seq), view)}
    ${event.id === view.seenId ? html`<p class="seen">${words.log.seen}</p>` : nothing}
  </div>`
}

/** That it was said on a call, when, how it sounded, and how much of it was heard. */
function spoken(
  event: Kind<'message'>,
  { speech, cuts, recordings, listen }: RowView,
): TemplateResult | typeof nothing {
  const { spoken: said, text } = event.body
  if (!said) return nothing
  const { calls } = speech.words
  const heard = cuts.get(event.seq)
  const time = speech.clock(said.startMs)
  const aroused = said.signals && said.signals.confidence >= SURE ? arousalOf(said.signals) : 'low'
  return html`<p class="spoken-at" title=${calls.at(time)}>
      ${icons.phone}<span>${calls.spoken} · ${
        recordings.get(said.call)?.kept.length
          ? html`<button class="seek number" aria-label=${calls.recording.from(time)} @click=${() => listen(said.call, said.startMs)}>${time}</button>`
          : html`<span class="number">${time}</span>`
      }</span>
      ${
        aroused === 'low' || !said.signals
          ? nothing
          : html`<span class="badge warning" title=${calls.signals.explain}>${calls.signals.arousal[aroused]} · ${calls.signals.sure(speech.percent(said.signals.confidence))}</span>`
      }
    </p>
    ${heard === undefined ? nothing : html`<p class="spoken-at">${heard > 0 ? calls.cut(text.slice(0, heard).trimEnd()) : calls.cutAtOnce}</p>`}`
}

/** How far a message has come by its channel, and why it waits or has failed. */
function delivery(one: Delivery | undefined, { speech }: RowView): TemplateResult | typeof nothing {
  if (!one) return nothing
  const { said, why } = deliveryWords(one, speech.words)
  return html`<p class="delivery" data-state=${one.state}>${channelIcons[one.channel]}<span>${said}${why && html` · ${why}`}</span></p>`
}

function group(row: GroupRow, view: RowView): TemplateResult {
  const { words } = view.speech
  const name = partyName(row.speaker, words, view.eyes)
  const first = row.messages[0]
  const role = row.speaker.role
  return html`<article class="group" data-by=${role} aria-label=${name}>
    ${role === 'customer' ? face(name) : nothing}
    <div class="group-body">
      <p class="by">
        ${role === 'bot' ? html`<span class="baton" data-holder="bot" aria-hidden="true"></span>` : nothing}
        <span class="by-name">${name}</span>
        ${
          first?.body.via
            ? html`<span class="via"
                >${channelIcons[first.body.via.channel]}<span class="spoken">${words.delivery.by(words.channelNames[first.body.via.channel])}</span
                ><span aria-hidden="true">${words.channelNames[first.body.via.channel]}</span></span
              >`
            : nothing
        }
        ${first ? html`<time class="number" title=${view.speech.moment(first.at)}>${view.speech.time(first.at)}</time>` : nothing}
      </p>
      ${repeat(
        row.messages,
        (event) => event.id,
        (event) => message(event, view),
      )}
    </div>
  </article>`
}

function note(event: Kind<'note'>, view: RowView): TemplateResult {
  const { words } = view.speech
  return html`<article class="note" aria-label=${words.log.note}>
    <p class="by">
      ${icons.lock}<span class="by-name">${words.log.note} · ${partyName(event.by, words, view.eyes)}</span>
      <time class="number" title=${view.speech.moment(event.at)}>${view.speech.time(event.at)}</time>
    </p>
    <div class="note-text">${messageText(tellRemoved(event.body.text, words.removal.text), undefined, words)}</div>
    ${removalOf(event, event.body.text === REMOVED, view)}
  </article>`
}

function pass({ event, through }: Extract<Row, { kind: 'pass' }>, view: RowView): TemplateResult {
  const { words } = view.speech
  const { me } = view.eyes
  const { body, at } = event
  const end = (holder: typeof body.from, name?: string) =>
    html`<span class="end"
      ><span class="baton" data-holder=${holderKind(holder, me)} aria-hidden="true"></span>${holderName(holder, name, words, me)}</span
    >`
  return html`<p class="pass" data-reason=${body.reason}>
    ${through ? html`${end(through.body.from)}${icons.arrow}` : nothing}
    ${end(body.from)}${icons.arrow}${end(body.to, body.agent?.name)}
    <span class="muted">${words.passes[body.reason]}</span>
    <time class="number">${view.speech.time(at)}</time>
  </p>`
}

function rule({ event, decision }: Extract<Row, { kind: 'rule' }>, { speech }: RowView): TemplateResult {
  const { words } = speech
  const line = html`<span class="line" data-kind="rule.fired"
    >${words.log.fired(ruleWords(event.body, speech))}${telling(event.body.evidence).map((evidence) => {
      const quoted = speech.list(evidence.words.map((word) => `“${word}”`))
      return html`<span class="evidence"> · ${evidenceWords(evidence, words)} ${quoted}</span>`
    })}</span
  >`
  return html`<div class="line-why">${decision ? unfolding(line, reasons(decision.body, speech)) : line}</div>`
}

/** One row of the log. */
export function row(row: Row, view: RowView): TemplateResult {
  const { speech } = view
  const { log } = speech.words
  switch (row.kind) {
    case 'day':
      return html`<p class="day"><span>${speech.day(row.at)}</span></p>`
    case 'group':
      return group(row, view)
    case 'note':
      return note(row.event, view)
    case 'pass':
      return pass(row, view)
    case 'why':
      return html`<div class="line-why">${why(row.event, speech)}</div>`
    case 'action': {
      const action = term(speech.words.terms, row.event.body.action)
      const { finished } = row
      return html`<p class="line" data-failed=${finished?.body.ok === false}>
        ${!finished ? log.actionRunning(action) : finished.body.ok ? log.actionDone(action) : log.actionFailed(action, finished.body.code)}
      </p>`
    }
    case 'rule':
      return rule(row, view)
    case 'line':
      return html`<p class="line" data-kind=${row.event.kind}>${lineWords(row.event, speech)}</p>`
    case 'recording':
      return html`<desk-recording
        data-call=${row.call}
        .speech=${speech}
        .session=${view.session}
        .sees=${view.originals?.sees ?? false}
        .recording=${view.recordings.get(row.call) ?? null}
      ></desk-recording>`
    default:
      return row satisfies never
  }
}

import type { Holder } from '@baton/client'
import { css, html, type TemplateResult } from 'lit'
import { classMap } from 'lit/directives/class-map.js'
import type { Dictionary } from '../locale/dictionary.ts'
import { holderKind } from './names.ts'

const STOPS = ['bot', 'queue', 'agent'] as const

/** Bot, queue, person: the baton stands under who holds the session, and slides when it passes. */
export function relayTrack(holder: Holder, agentName: string | null, words: Dictionary, me: string): TemplateResult {
  const kind = holderKind(holder, me)
  const at = kind === 'you' || kind === 'other' ? 'agent' : kind
  const person = kind === 'you' ? words.holders.you : (agentName ?? words.holders.agent)
  const names = { bot: words.holders.bot, queue: words.holders.queue, agent: person }
  return html`<p class="track" data-at=${at}>
    <span class="spoken">${words.conversation.holds}: ${names[at]}</span>
    ${STOPS.map(
      (stop) =>
        html`<span class=${classMap({ stop: true, here: stop === at })} aria-hidden="true">${names[stop]}</span>`,
    )}
    <span class="bar" aria-hidden="true"></span>
  </p>`
}

export const relayTrackStyles = css`
  .track {
    --holder: var(--brand);
    position: relative;
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    width: 160px;
    padding-bottom: 5px;
    font-size: var(--small);
    text-align: center;
  }

  .track::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    height: 4px;
    border-radius: 2px;
    background: var(--line);
  }

  .track[data-at='bot'] {
    --holder: var(--bot);
  }

  .track[data-at='queue'] {
    --holder: var(--queue);
  }

  .stop {
    overflow: hidden;
    padding: 0 4px;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .stop.here {
    color: var(--ink);
    font-weight: 600;
  }

  .bar {
    position: absolute;
    z-index: 1;
    bottom: 0;
    left: 0;
    width: calc(100% / 3);
    height: 4px;
    border-radius: 2px;
    background: var(--holder);
    transition:
      translate var(--move) var(--ease),
      background var(--move) var(--ease);
  }

  .track[data-at='queue'] .bar {
    translate: 100% 0;
  }

  .track[data-at='agent'] .bar {
    translate: 200% 0;
  }
`

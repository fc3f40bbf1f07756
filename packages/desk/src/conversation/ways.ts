import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { Dictionary } from '../locale/dictionary.ts'
import type { Speech } from '../locale/speech.ts'
import { channelIcons } from '../theme/channel-icons.ts'
import { icons } from '../theme/icons.ts'
import { meterOf, type Outlook, stageOf, type Way } from './reach.ts'

const wayName = (
  { channel, account }: Pick<Way, 'channel' | 'account'>,
  { reach, channelNames }: Dictionary,
): string => (account === null ? channelNames[channel] : reach.channel(channelNames[channel], account))

/** How much is left of a way's time and messages, counting down. The banner says that it is shut. */
function meter(way: Way, speech: Speech, now: number): TemplateResult | typeof nothing {
  const { reach } = speech.words
  const stage = stageOf(way, now)
  const found = meterOf(way, now)
  if (!found) return nothing
  const { leftMs, until, left, of } = found
  const counted = left !== null && of !== null
  const isScarce = counted && left <= 1
  const time = until !== null && leftMs !== null ? (leftMs < DAY_MS ? speech.time(until) : speech.when(until)) : null
  const said = counted
    ? time === null
      ? reach.left(left, of)
      : reach.leftUntil(left, of, time)
    : reach.closesIn(speech.left(leftMs ?? 0))
  return html`<span class="meter number" data-stage=${isScarce ? 'soon' : stage} title=${until === null ? nothing : reach.closesAt(speech.when(until))}
    >${said}</span
  >`
}

const DAY_MS = 86_400_000

/** Where the answer goes, with the other ways to choose from, and how long it may. */
export function wayBar(
  { ways, way, speaksBy }: { ways: readonly Way[]; way: Way | null; speaksBy: string | undefined },
  speech: Speech,
  now: number,
  choose: (route: string | null) => void,
): TemplateResult {
  const { words } = speech
  const isPageFirst = !ways.some(({ route }) => route === speaksBy)
  const handleChange = (event: Event): void => {
    if (event.currentTarget instanceof HTMLSelectElement) choose(event.currentTarget.value || null)
  }
  const state = ({ reach }: Way): string => (reach.may ? '' : ` (${words.reach.shut[reach.reason]})`)
  return html`<div class="way">
    <label>
      ${channelIcons[way?.channel ?? 'page']}<span>${words.reach.label}</span>
      <select .value=${live(way?.route ?? '')} @change=${handleChange}>
        ${isPageFirst ? html`<option value="" ?selected=${way === null}>${words.reach.page}</option>` : nothing}
        ${ways.map((one) => html`<option value=${one.route} ?selected=${one === way}>${wayName(one, words)}${state(one)}</option>`)}
      </select>
    </label>
    ${way ? html`<span class="also">${words.reach.alsoPage}</span>${meter(way, speech, now)}` : nothing}
  </div>`
}

/** What is told once: that a way closes soon, or that it is shut. */
export function wayNews(way: Way | null, { words, left }: Speech, now: number): string {
  if (!way) return ''
  const name = wayName(way, words)
  if (!way.reach.may) return words.reach.titles[way.reach.reason](name)
  return stageOf(way, now) === 'soon' && way.reach.until !== null
    ? words.reach.soon(name, left(way.reach.until - now))
    : ''
}

interface Answers {
  use: (route: string) => void
  template: () => void
}

/** Says before the agent types that a way is shut, and what is possible instead. */
export function shutBanner(
  way: Way,
  { reason, templates, others }: Outlook,
  isOnPage: boolean,
  isChoosing: boolean,
  { words }: Speech,
  answers: Answers,
): TemplateResult {
  const { reach } = words
  return html`<div class="shut" data-reason=${reason}>
    <p>
      ${icons.warning}<span
        ><strong>${words.sentence(reach.titles[reason](wayName(way, words)))}</strong>${isOnPage ? reach.onPage : reason === 'blocked' ? reach.waitsBlocked : reach.waits}</span
      >
    </p>
    ${
      templates.length > 0 || others.length > 0
        ? html`<div class="instead">
            ${
              templates.length > 0
                ? html`<button class="button template" aria-expanded=${isChoosing} @click=${answers.template}>${reach.useTemplate}</button>`
                : nothing
            }
            ${others.map(
              (one) =>
                html`<button class="button use" @click=${() => answers.use(one.route)}>${channelIcons[one.channel]}${reach.use(wayName(one, words))}</button>`,
            )}
          </div>`
        : nothing
    }
  </div>`
}

export const wayStyles = css`
  .way {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    padding: 6px 12px 0;
    color: var(--muted);
    font-size: var(--small);
  }

  .way label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }

  .way select {
    min-width: 0;
    max-width: 100%;
    min-height: 28px;
    padding: 0 6px;
    border-color: var(--line);
    color: var(--ink);
    font-size: var(--small);
    font-weight: 550;
  }

  .meter {
    margin-inline-start: auto;
    padding: 0 8px;
    border-radius: 999px;
    background: var(--brand-soft);
    color: var(--brand-ink);
    line-height: 20px;
  }

  .meter[data-stage='soon'] {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .shut {
    display: grid;
    gap: 8px;
    margin: 8px 8px 0;
    padding: 10px 12px;
    border-radius: var(--radius-control);
    background: var(--warning-soft);
    color: var(--warning);
    font-size: var(--small);
  }

  .shut p {
    display: flex;
    gap: 8px;
  }

  .shut p svg {
    margin-top: 1px;
  }

  .instead {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .instead .button {
    color: var(--ink);
  }

  @media (pointer: coarse) {
    .way select {
      min-height: 36px;
    }
  }
`

import { html, nothing, type TemplateResult } from 'lit'
import { browserKind } from './browser-kind.ts'
import { callIcon } from './call-icons.ts'
import type { Calls } from './calls.ts'
import { microphoneIcon, mutedIcon } from './control-icons.ts'
import type { MicrophoneProblem } from './model.ts'
import type { CallWords } from './words/call-words.ts'

const page = (icon: TemplateResult, title: string, text: unknown, choice: TemplateResult): TemplateResult =>
  html`<section class="page" aria-labelledby="title">
    ${icon}
    <h2 id="title" tabindex="-1">${title}</h2>
    ${text}
    <div class="choice">${choice}</div>
  </section>`

/** What the browser will ask, before it asks. Whether the call may be recorded is asked in it, where a yes can be taken back. */
export const beforePage = (own: CallWords, { place, leave }: Calls): TemplateResult =>
  page(
    microphoneIcon,
    own.beforeTitle,
    html`<p>${own.before}</p><p>${own.beforeMore}</p>`,
    html`<button class="solid" type="button" @click=${place}>${own.begin}</button>
      <button class="outline" type="button" @click=${leave}>${own.notNow}</button>`,
  )

/** Nothing is heard of the customer: how that can be changed, and that writing works. */
const microphonePage = (
  problem: MicrophoneProblem,
  own: CallWords,
  { again, leave }: Pick<Calls, 'again' | 'leave'>,
): TemplateResult =>
  page(
    mutedIcon,
    own.microphoneTitle[problem],
    html`<p>${problem === 'refused' ? own.allow[browserKind()] : own.check[problem]}</p>`,
    html`<button class="solid" type="button" @click=${again}>${own.again}</button>
      <button class="outline" type="button" @click=${leave}>${own.writeOn}</button>`,
  )

/** It is over, or could not begin, and why. */
export const overPage = (own: CallWords, { state, again, leave }: Calls): TemplateResult => {
  const { problem, reason, microphone } = state
  if (microphone) return microphonePage(microphone, own, { again, leave })
  const sentences: Partial<Record<string, string>> = own.problems
  const why = problem === null ? own.ends[reason ?? 'failed'] : sentences[problem]
  const isFinal = problem === 'call_busy' || problem === 'calls_off' || problem === 'audio'
  return page(
    callIcon,
    problem === null ? own.over : own.failed,
    html`<p>${why ?? own.ends.failed}</p>`,
    html`<button class="solid" type="button" @click=${leave}>${own.back}</button>
      ${isFinal ? nothing : html`<button class="outline" type="button" @click=${again}>${own.callAgain}</button>`}`,
  )
}

import { DTMF_KEYS, type DtmfKey } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import type { CallWords } from './words/call-words.ts'

const ORDER = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const satisfies readonly DtmfKey[]

export const isKey = (key: string): key is DtmfKey => (DTMF_KEYS as readonly string[]).includes(key)

/** The keys of a telephone; those of the keyboard do the same as long as it is shown. */
export const keypadView = (pressed: string, own: CallWords, press: (key: DtmfKey) => void): TemplateResult => html`
  <div class="fold keypad" role="group" aria-label=${own.keypad}>
    <output aria-label=${own.keys}>${pressed || own.keypadHint}</output>
    ${ORDER.map((key) => html`<button class="outline" type="button" @click=${() => press(key)}>${key}</button>`)}
  </div>
`

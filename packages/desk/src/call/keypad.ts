import type { DtmfKey } from '@baton/client'
import { css, html, type TemplateResult } from 'lit'
import type { Dictionary } from '../locale/dictionary.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const satisfies readonly DtmfKey[]

/** Keys of a telephone, for a machine at the other end. */
export function keypad({ calls }: Dictionary, press: (key: DtmfKey) => void): TemplateResult {
  return html`<div class="keypad" id="keypad" role="group" aria-label=${calls.keypad}>
    ${KEYS.map((key) => html`<button class="button number" aria-label=${calls.key(key)} @click=${() => press(key)}>${key}</button>`)}
  </div>`
}

/** What a key pressed on the keyboard means there. */
export const keyOf = (key: string): DtmfKey | null => KEYS.find((one) => one === key) ?? null

export const keypadStyles = css`
  .keypad {
    display: grid;
    grid-template-columns: repeat(3, 48px);
    gap: 4px;
  }

  .keypad .button {
    min-height: 36px;
    font-size: var(--body);
  }
`

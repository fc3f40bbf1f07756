import { html, nothing, type TemplateResult } from 'lit'
import type { CallState, Device, LiveCall } from './model.ts'
import type { CallWords } from './words/call-words.ts'

/** Left out where the browser gives no choice. */
const choice = (
  label: string,
  devices: readonly Device[],
  chosen: string,
  own: CallWords,
  use: (id: string) => void,
): TemplateResult | typeof nothing =>
  devices.length === 0
    ? nothing
    : html`<label>
        ${label}
        <select @change=${({ target }: Event) => use((target as HTMLSelectElement).value)}>
          ${devices.map(({ id, label: name }) => html`<option value=${id} ?selected=${id === chosen}>${name || own.standard}</option>`)}
        </select>
      </label>`

/** Into what is spoken, and out of what it is heard, and how loud. */
export const soundView = (state: CallState, own: CallWords, live: LiveCall | null): TemplateResult => html`
  <div class="fold sound" role="group" aria-label=${own.sound}>
    ${choice(own.microphone, state.microphones, state.microphoneId, own, (id) => live?.useMicrophone(id))}
    ${choice(own.speaker, state.speakers, state.speakerId, own, (id) => live?.useSpeaker(id))}
    <label>
      ${own.volume}
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        .value=${String(state.volume)}
        @input=${({ target }: Event) => live?.setVolume((target as HTMLInputElement).valueAsNumber)}
      />
    </label>
  </div>
`

import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { LOCALES, ownNames } from '../locale/locale.ts'
import type { Speech } from '../locale/speech.ts'
import type { Preferences } from '../store/preferences.ts'
import type { Screen } from '../store/request.ts'

type Change = (change: Partial<Preferences>) => void

/**
 * Language, density, appearance, notifications and letter keys; each takes effect at once. Then what of the
 * workspace this agent may set up or see to.
 */
export function settingsPanel(
  speech: Speech,
  preferences: Preferences,
  notifyDenied: boolean,
  change: Change,
  screens: readonly Exclude<Screen, 'floor'>[],
  open: (screen: Screen) => void,
): TemplateResult {
  const { words } = speech
  const { settings } = words
  const names: Record<Exclude<Screen, 'floor'>, string> = {
    channels: words.channels.open,
    undelivered: words.channels.openUndelivered,
    webhooks: words.webhooks.open,
    'api-keys': words.apiKeys.open,
    connectors: words.connectors.open,
    crm: words.crm.open,
  }
  const choice = <K extends 'locale' | 'density' | 'scheme'>(
    name: K,
    legend: string,
    options: readonly (readonly [Preferences[K], string])[],
  ) =>
    html`<fieldset>
      <legend>${legend}</legend>
      <div class="segments">
        ${options.map(
          ([value, text]) =>
            html`<button class="button" aria-pressed=${preferences[name] === value} @click=${() => change({ [name]: value })}>
              ${text}
            </button>`,
        )}
      </div>
    </fieldset>`
  const check = (name: 'notify' | 'letterKeys' | 'ring' | 'whisper', text: string) =>
    html`<label class="check">
      <input
        type="checkbox"
        .checked=${live(preferences[name])}
        @change=${(event: Event) =>
          event.currentTarget instanceof HTMLInputElement && change({ [name]: event.currentTarget.checked })}
      />
      ${text}
    </label>`
  return html`<div class="choices">
    ${choice(
      'locale',
      words.language,
      LOCALES.map((locale) => [locale, ownNames[locale]] as const),
    )}
    ${choice('density', settings.density, [
      ['comfortable', settings.comfortable],
      ['compact', settings.compact],
    ])}
    ${choice('scheme', settings.scheme, [
      ['auto', settings.auto],
      ['light', settings.light],
      ['dark', settings.dark],
    ])}
    ${check('notify', settings.notify)}
    ${notifyDenied ? html`<p class="muted" role="alert">${settings.notifyDenied}</p>` : nothing}
    ${check('letterKeys', settings.letterKeys)}
    <fieldset>
      <legend>${words.calls.settings.title}</legend>
      ${check('ring', words.calls.settings.ring)} ${check('whisper', words.calls.settings.whisper)}
      <details @toggle=${() => import('../call/sound-test.ts')}>
        <summary>${words.calls.settings.test}</summary>
        <desk-sound-test .speech=${speech} .preferences=${preferences}></desk-sound-test>
      </details>
    </fieldset>
    ${
      screens.length > 0
        ? html`<div class="segments">
            ${screens.map(
              (screen) =>
                html`<button class="button" data-screen=${screen} @click=${() => open(screen)}>
                  ${names[screen]}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`
}

import type { ConnectorView, CrmRequest, DeskApi } from '@baton/client'
import { html, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { Speech } from '../locale/speech.ts'
import { type Saved, SettingsForm } from './settings-form.ts'

const MOST_CHARACTERS = 500
const PATH = /^\/(?!\/)[^\s\\?#]*$/

/** Which connector records of cases go to, and where below its address. */
@customElement('desk-crm-form')
export class DeskCrmForm extends SettingsForm<CrmRequest> {
  @state() protected override draft: CrmRequest = { connector: '', path: '/' }

  /** Null: nowhere yet. */
  @property({ attribute: false }) crm: CrmRequest | null = null
  /** There is at least one. */
  @property({ attribute: false }) connectors: readonly ConnectorView[] = []

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('crm')) this.draft = this.crm ?? { connector: this.connectors[0]?.id ?? '', path: '/' }
  }

  protected override wrongIn({ connector, path }: CrmRequest): string[] {
    return [
      ...(this.connectors.some(({ id }) => id === connector) ? [] : ['connector']),
      ...(PATH.test(path.trim()) ? [] : ['path']),
    ]
  }

  protected override async save(api: DeskApi, { connector, path }: CrmRequest): Promise<Saved> {
    await api.setCrm({ connector, path: path.trim() })
    return {}
  }

  protected override renderFields({ words: { crm: words } }: Speech): TemplateResult {
    const { connector, path } = this.draft
    return html`<div class="field">
        <label for="connector">${words.connector}</label>
        <select
          id="connector"
          data-field="connector"
          aria-invalid=${this.wrong.includes('connector')}
          aria-describedby=${this.describedBy('connector')}
          .value=${live(connector)}
          @change=${(event: Event) =>
            event.currentTarget instanceof HTMLSelectElement &&
            this.change({ connector: event.currentTarget.value }, 'connector')}
        >
          ${this.connectors.map(
            ({ id, name }) => html`<option value=${id} ?selected=${id === connector}>${name}</option>`,
          )}
        </select>
        <span class="hint" id="connector-hint">${words.connectorHint}</span>
        ${this.renderError('connector', words.connectorWrong)}
      </div>
      ${this.renderField(
        {
          name: 'path',
          value: path,
          label: words.path,
          hint: words.pathHint,
          wrong: words.pathWrong,
          maxLength: MOST_CHARACTERS,
        },
        (value) => this.change({ path: value }, 'path'),
      )}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-crm-form': DeskCrmForm
  }
}

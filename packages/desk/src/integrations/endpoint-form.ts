import type { DeskApi, EndpointRequest, EndpointView } from '@baton/client'
import { html, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { Speech } from '../locale/speech.ts'
import { isAddress } from './address.ts'
import { type Saved, SettingsForm } from './settings-form.ts'

const EMPTY: EndpointRequest = { url: '', description: '', types: [], isOn: true }

export const requestOf = ({ url, description, types, isOn }: EndpointRequest): EndpointRequest => ({
  url: url.trim(),
  description: description.trim(),
  types,
  isOn,
})

/** Where the business is told, and of what. */
@customElement('desk-endpoint-form')
export class DeskEndpointForm extends SettingsForm<EndpointRequest> {
  @state() protected override draft = EMPTY

  /** Null: another one. */
  @property({ attribute: false }) endpoint: EndpointView | null = null

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('endpoint')) this.draft = this.endpoint ? requestOf(this.endpoint) : EMPTY
  }

  protected override wrongIn({ url, types }: EndpointRequest): string[] {
    return [...(isAddress(url) ? [] : ['url']), ...(types.length > 0 ? [] : ['types'])]
  }

  protected override async save(api: DeskApi, draft: EndpointRequest): Promise<Saved> {
    const request = requestOf(draft)
    if (this.endpoint) {
      await api.changeWebhook(this.endpoint.id, request)
      return {}
    }
    const { endpoint, secret } = await api.addWebhook(request)
    return { told: { id: endpoint.id, secret } }
  }

  protected override renderFields({ words: { webhooks: words } }: Speech): TemplateResult {
    const { url, description, types, isOn } = this.draft
    return html`${this.renderField(
      { name: 'url', value: url, label: words.url, hint: words.urlHint, wrong: words.urlWrong, maxLength: 1000 },
      (value) => this.change({ url: value }, 'url'),
    )}
    ${this.renderField(
      {
        name: 'description',
        value: description,
        label: words.description,
        hint: words.descriptionHint,
        wrong: '',
        isOptional: true,
        maxLength: 200,
      },
      (value) => this.change({ description: value }, 'description'),
    )}
    ${this.renderChoices(
      { name: 'types', label: words.which, wrong: words.whichWrong, options: words.types },
      types,
      (chosen) => this.change({ types: chosen }, 'types'),
    )}
    <label class="check">
      <input
        type="checkbox"
        name="isOn"
        .checked=${live(isOn)}
        @change=${(event: Event) =>
          event.currentTarget instanceof HTMLInputElement && this.change({ isOn: event.currentTarget.checked })}
      />${words.on}
    </label>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-endpoint-form': DeskEndpointForm
  }
}

import type { ApiScope, DeskApi } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { type Saved, SettingsForm } from './settings-form.ts'

interface KeyDraft {
  name: string
  scopes: ApiScope[]
  /** The last day it is good for, `2026-12-31`; empty: for good. */
  ends: string
}

/** The end of that day where the admin is. Null for what is no day. */
const endOf = (day: string): number | null => {
  const at = Date.parse(`${day}T23:59:59.999`)
  return Number.isNaN(at) ? null : at
}

/** Makes a key of the server API. */
@customElement('desk-key-form')
export class DeskKeyForm extends SettingsForm<KeyDraft> {
  @state() protected override draft: KeyDraft = { name: '', scopes: [], ends: '' }

  @property({ attribute: false }) now = 0

  protected override saveWords({ words }: Speech, isBusy: boolean): string {
    return isBusy ? words.apiKeys.making : words.apiKeys.make
  }

  protected override wrongIn({ name, scopes, ends }: KeyDraft): string[] {
    const hasEnd = ends === '' || (endOf(ends) ?? 0) > this.now
    return [
      ...(name.trim() === '' ? ['name'] : []),
      ...(scopes.length > 0 ? [] : ['scopes']),
      ...(hasEnd ? [] : ['expiresAt']),
    ]
  }

  protected override async save(api: DeskApi, { name, scopes, ends }: KeyDraft): Promise<Saved> {
    const { key, secret } = await api.makeApiKey({ name: name.trim(), scopes, expiresAt: endOf(ends) })
    return { told: { id: key.id, secret } }
  }

  protected override renderFields({ words: { apiKeys: words } }: Speech): TemplateResult {
    const { name, scopes, ends } = this.draft
    return html`${this.renderField(
      { name: 'name', value: name, label: words.name, hint: words.nameHint, wrong: words.nameWrong, maxLength: 60 },
      (value) => this.change({ name: value }, 'name'),
    )}
    ${this.renderChoices(
      { name: 'scopes', label: words.scopesLabel, wrong: words.scopesWrong, options: words.scopes },
      scopes,
      (chosen) => this.change({ scopes: chosen }, 'scopes'),
    )}
    ${this.renderField(
      {
        name: 'expiresAt',
        value: ends,
        label: words.ends,
        hint: words.endsHint,
        wrong: words.endsWrong,
        type: 'date',
        isOptional: true,
      },
      (value) => this.change({ ends: value }, 'expiresAt'),
    )}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-key-form': DeskKeyForm
  }
}

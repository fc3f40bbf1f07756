import type { ApiKeyView, DeskApi } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import './key-form.ts'
import { ListScreen } from './list-screen.ts'

const BADGES = { active: 'success', ended: 'plain', revoked: 'plain' } as const

const isPast = (at: number | null, now: number): boolean => at !== null && at <= now

/** Keys of the server API, for those who make them. */
@customElement('desk-api-keys')
export class DeskApiKeys extends ListScreen<ApiKeyView> {
  @property({ attribute: false }) now = 0

  protected override wordsOf({ words }: Speech) {
    return words.apiKeys
  }

  protected override read(api: DeskApi): Promise<readonly ApiKeyView[]> {
    return api.apiKeys()
  }

  protected override renderNew(speech: Speech): TemplateResult {
    return html`<desk-key-form data-focus .speech=${speech} .now=${this.now} @desk-form-done=${this.handleDone}></desk-key-form>`
  }

  #revoke(id: string, { words }: Speech): void {
    this.act(
      (api) => api.revokeApiKey(id),
      () => this.gone(words.apiKeys.revoked),
    )
  }

  #standing({ revokedAt, expiresAt }: ApiKeyView): keyof typeof BADGES {
    if (revokedAt !== null) return 'revoked'
    return isPast(expiresAt, this.now) ? 'ended' : 'active'
  }

  #said({ createdAt, lastUsedAt, expiresAt, revokedAt }: ApiKeyView, speech: Speech): string {
    const { apiKeys: words } = speech.words
    const end =
      expiresAt === null
        ? words.endless
        : (isPast(expiresAt, this.now) ? words.endedAt : words.endsAt)(speech.moment(expiresAt))
    return [
      words.made(speech.moment(createdAt)),
      lastUsedAt === null ? words.neverUsed : words.usedAt(speech.when(lastUsedAt)),
      revokedAt === null ? end : words.revokedAt(speech.moment(revokedAt)),
    ].join(' · ')
  }

  protected override renderRow(key: ApiKeyView, speech: Speech): TemplateResult {
    const { apiKeys: words } = speech.words
    const standing = this.#standing(key)
    return html`<section class="card" data-row=${key.id} aria-label=${key.name}>
      <div class="card-top">
        <h3>${key.name}</h3>
        <span class="badge ${BADGES[standing]}">${words.states[standing]}</span>
      </div>
      <p class="said">${this.#said(key, speech)}</p>
      <ul class="tags" aria-label=${words.scopesLabel}>
        ${key.scopes.map((scope) => html`<li>${term(words.scopes, scope)}</li>`)}
      </ul>
      ${
        key.revokedAt === null
          ? html`<div class="answers">${this.renderAction(key.id, 'revoke', words.revoke)}</div>`
          : nothing
      }
      ${
        this.isOpened(key.id, 'revoke')
          ? this.renderQuestion(speech, words.revokeAsk(key.name), words.revokeConfirm, () =>
              this.#revoke(key.id, speech),
            )
          : this.renderSecret(key.id, speech)
      }
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-api-keys': DeskApiKeys
  }
}

import { type ClientProblem, type DeskApi, LIMITS, type QueuedSession } from '@baton/client'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reasonFormStyles } from '../conversation/reason-form.styles.ts'
import { reasonForm } from '../conversation/reason-form.ts'
import { queuedName } from '../locale/customer-name.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import type { Link } from './links-of.ts'

const SESSION = /^[A-Za-z0-9_-]{16,64}$/
const REASON_CHARS = 3

/**
 * Says that another conversation is the same customer's, with a reason, and takes it back. In place, as everything an agent
 * does in the day.
 */
@customElement('desk-linking')
export class DeskLinking extends LitElement {
  static override styles = [
    controls,
    reasonFormStyles,
    css`
      :host {
        display: block;
        margin-top: 8px;
        font-size: var(--small);
      }

      .offer {
        max-width: 100%;
        text-align: start;
        white-space: normal;
      }

      .connect {
        display: grid;
        gap: 10px;
        margin-top: 8px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        background: var(--raised);
      }

      .connect h4 {
        margin: 0;
        font-size: var(--small);
        font-weight: 600;
      }

      .connect label {
        display: grid;
        gap: 4px;
        color: var(--muted);
      }

      .connect input,
      .connect select {
        width: 100%;
        min-width: 0;
        color: var(--ink);
        font-size: var(--small);
      }

      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }

      .wrong {
        color: var(--danger);
      }

      .good {
        color: var(--success);
      }

      .connect .wrong:empty {
        margin-top: -10px;
      }

      [aria-invalid='true'] {
        border-color: var(--danger);
      }

      ul {
        display: grid;
        gap: 6px;
        margin-bottom: 8px;
      }

      li > div {
        display: flex;
        align-items: center;
        gap: 8px;
      }

      .id {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ]

  @state() private connecting = false
  /** The session that was picked; empty: the one whose id is pasted. */
  @state() private picked = ''
  @state() private isIdWrong = false
  /** An id nobody has, as the gateway says. */
  @state() private isIdUnknown = false
  @state() private isReasonWrong = false
  @state() private undoing: string | null = null
  @state() private busy = false
  @state() private news = ''
  @state() private problem: ClientProblem | null = null

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  /** Sessions at hand that may be the same customer's. */
  @property({ attribute: false }) candidates: readonly QueuedSession[] = []
  /** What the log at hand tells of connections; the gateway knows those from before as well. */
  @property({ attribute: false }) told: readonly Link[] = []

  @state() private links: readonly Link[] = []
  #loadedFor = ''

  protected override willUpdate(changed: PropertyValues<this>): void {
    const asOf = [this.session, ...this.told.map(({ link }) => link)].join()
    if (asOf !== this.#loadedFor) {
      this.#loadedFor = asOf
      this.links = this.told
      this.#load()
    }
    if (!changed.has('session')) return
    this.connecting = false
    this.undoing = null
    this.news = ''
    this.problem = null
  }

  #load(): void {
    const { session } = this
    const read = async (api: DeskApi): Promise<void> => {
      try {
        const links = await api.links(session)
        const standing = links.filter(({ state }) => state === 'linked')
        if (session === this.session)
          this.links = standing.map(({ id, older, newer, at }) => ({
            link: id,
            session: older === session ? newer : older,
            at,
          }))
      } catch {
        // What the log tells stands in; it is asked for again with the next of them.
      }
    }
    ask(this, { type: 'api', use: (api) => void read(api) })
  }

  async #setConnecting(connecting: boolean): Promise<void> {
    this.connecting = connecting
    this.#unsay()
    this.picked = this.candidates[0]?.session ?? ''
    if (connecting) this.news = ''
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(connecting ? 'select, #id' : '.offer')?.focus()
  }

  #unsay(): void {
    this.isIdWrong = false
    this.isIdUnknown = false
    this.isReasonWrong = false
    this.problem = null
  }

  async #setUndoing(link: string | null): Promise<void> {
    const before = this.undoing
    this.undoing = link
    await this.updateComplete
    const place = link ? 'form.reason input' : `[data-link="${before}"], .offer`
    this.renderRoot.querySelector<HTMLElement>(place)?.focus()
  }

  /** `work` answers what is said of it. */
  #ask(work: (api: DeskApi) => Promise<string>): void {
    const attempt = async (api: DeskApi): Promise<void> => {
      this.busy = true
      this.problem = null
      try {
        this.news = await work(api)
        this.#load()
      } catch (error) {
        this.#refused(problemOf(error))
      }
      this.busy = false
    }
    if (!this.busy) ask(this, { type: 'api', use: (api) => void attempt(api) })
  }

  #refused(problem: ClientProblem): void {
    this.isIdUnknown = this.connecting && this.picked === '' && problem.code === 'not_found'
    if (this.isIdUnknown) this.renderRoot.querySelector<HTMLElement>('#id')?.focus()
    else this.problem = problem
  }

  #handleSubmit(event: SubmitEvent, { words }: Speech): void {
    event.preventDefault()
    const field = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)
    const older = this.picked || (field('id')?.value.trim() ?? '')
    const reason = field('reason')?.value.trim() ?? ''
    this.#unsay()
    this.isIdWrong = this.picked === '' && (!SESSION.test(older) || older === this.session)
    this.isReasonWrong = reason.length < REASON_CHARS
    if (this.isIdWrong) return field('id')?.focus()
    if (this.isReasonWrong) return field('reason')?.focus()
    const newer = this.session
    this.#ask(async (api) => {
      const state = await api.link({ older, newer, reason })
      await this.#setConnecting(false)
      return state === 'held' ? words.links.held : words.links.done
    })
  }

  #undo(link: string, reason: string, { words }: Speech): void {
    this.#ask(async (api) => {
      await api.undoLink(link, reason)
      await this.#setUndoing(null)
      return words.links.undone
    })
  }

  #renderForm(speech: Speech): TemplateResult {
    const { links } = speech.words
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      void this.#setConnecting(false)
    }
    const handleChoice = (event: Event): void => {
      if (event.currentTarget instanceof HTMLSelectElement) this.picked = event.currentTarget.value
    }
    return html`<form
      class="connect"
      novalidate
      aria-labelledby="connect"
      @submit=${(event: SubmitEvent) => this.#handleSubmit(event, speech)}
      @keydown=${handleKeyDown}
    >
      <h4 id="connect">${links.title}</h4>
      <p class="muted">${links.lead}</p>
      ${
        this.candidates.length > 0
          ? html`<label
              >${links.choose}
              <select @change=${handleChoice}>
                ${this.candidates.map(
                  (item) =>
                    html`<option value=${item.session} ?selected=${item.session === this.picked}>${queuedName(item, speech.words)} · ${item.want}</option>`,
                )}
                <option value="" ?selected=${this.picked === ''}>${links.paste}</option>
              </select></label
            >`
          : nothing
      }
      ${
        this.picked === ''
          ? html`<label
                >${links.id}<input
                  id="id"
                  autocomplete="off"
                  spellcheck="false"
                  maxlength="64"
                  placeholder=${links.idHint}
                  aria-invalid=${this.isIdWrong || this.isIdUnknown}
                  aria-describedby="id-wrong"
              /></label>
              <p class="wrong" id="id-wrong" role="alert">${this.isIdWrong ? links.idWrong : this.isIdUnknown ? links.idUnknown : nothing}</p>`
          : nothing
      }
      <label
        >${links.reason}<input
          id="reason"
          required
          autocomplete="off"
          maxlength=${LIMITS.reasonChars}
          placeholder=${links.reasonHint}
          aria-invalid=${this.isReasonWrong}
          aria-describedby="reason-wrong"
      /></label>
      <p class="wrong" id="reason-wrong" role="alert">${this.isReasonWrong ? links.reasonWrong : nothing}</p>
      <span class="answers">
        <button class="button" type="button" @click=${() => this.#setConnecting(false)}>${links.cancel}</button>
        <button class="button primary confirm" aria-disabled=${this.busy}>${links.confirm}</button>
      </span>
    </form>`
  }

  #renderLinks(speech: Speech): TemplateResult | typeof nothing {
    const { links } = speech.words
    if (this.links.length === 0) return nothing
    return html`<ul aria-label=${links.linked}>
      ${this.links.map(
        ({ link, session, at }) => html`<li>
          <div>
            ${icons.link}<span class="id number" title=${session}>${links.linkedAt(speech.when(at))}</span
            ><button
              class="button undo"
              data-link=${link}
              aria-expanded=${this.undoing === link}
              @click=${() => this.#setUndoing(this.undoing === link ? null : link)}
            >
              ${links.undo}
            </button>
          </div>
          ${
            this.undoing === link
              ? reasonForm({
                  words: {
                    reason: links.undoReason,
                    hint: links.undoHint,
                    confirm: links.undoConfirm,
                    cancel: links.cancel,
                  },
                  give: (reason) => this.#undo(link, reason, speech),
                  cancel: () => void this.#setUndoing(null),
                })
              : nothing
          }
        </li>`,
      )}
    </ul>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    const { words } = speech
    return html`${this.#renderLinks(speech)}
      <button class="button offer" aria-expanded=${this.connecting} @click=${() => this.#setConnecting(!this.connecting)}>
        ${icons.link}${words.links.offer}
      </button>
      ${this.connecting ? this.#renderForm(speech) : nothing}
      <p class="good" role="status">${this.news}</p>
      <p class="wrong" role="alert">${this.problem ? problemWords(this.problem, words) : nothing}</p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-linking': DeskLinking
  }
}

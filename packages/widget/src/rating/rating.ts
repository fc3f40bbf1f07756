import { type Command, LIMITS, type PendingSend } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { part } from '../palette/tokens.styles.ts'
import { ask } from '../request.ts'
import { RATING_TAGS, type RatingTag, type Words } from '../words/words.ts'
import { ratingStyles } from './rating.styles.ts'

const SCORES = [1, 2, 3, 4, 5] as const

/** How was it: score, reasons, a comment. Native radios and checkboxes, so the keyboard works as people know it. */
export class BatonRating extends LitElement {
  static override styles = [part, ratingStyles]

  @state() private score: number | null = null
  @state() private tags: ReadonlySet<RatingTag> = new Set()
  #comment = ''

  @property({ attribute: false }) words!: Words
  /** The rating that is on its way. */
  @property({ attribute: false }) sent: PendingSend | null = null

  private readonly handleSubmit = (event: Event): void => {
    event.preventDefault()
    if (this.score === null) return
    if (this.sent) ask(this, { kind: 'discard', id: this.sent.id })
    const command: Command = { kind: 'rate', score: this.score, tags: [...this.tags], comment: this.#comment.trim() }
    ask(this, { kind: 'command', command })
  }

  private toggle(tag: RatingTag): void {
    const tags = new Set(this.tags)
    if (!tags.delete(tag)) tags.add(tag)
    this.tags = tags
  }

  override render(): TemplateResult {
    const { words, score, sent } = this
    const sending = sent !== null && !sent.problem
    return html`
      <form @submit=${this.handleSubmit} aria-label=${words.rateTitle}>
        <fieldset class="scores" ?disabled=${sending} aria-describedby="hint">
          <legend>${words.rateTitle}</legend>
          <div class="row">
            ${SCORES.map(
              (value) => html`<label>
                <input
                  type="radio"
                  name="score"
                  value=${value}
                  aria-label=${`${value}, ${words.scores[value - 1]}`}
                  .checked=${score === value}
                  @change=${() => {
                    this.score = value
                  }}
                /><span>${value}</span>
              </label>`,
            )}
          </div>
          <p id="hint">${score === null ? words.rateHint : words.scores[score - 1]}</p>
        </fieldset>
        ${
          score === null
            ? nothing
            : html`
                <fieldset class="tags" ?disabled=${sending}>
                  <legend>${words.tagsTitle}</legend>
                  <div class="row">
                    ${RATING_TAGS.map(
                      (tag) => html`<label>
                        <input type="checkbox" .checked=${this.tags.has(tag)} @change=${() => this.toggle(tag)} /><span
                          >${words.tags[tag]}</span
                        >
                      </label>`,
                    )}
                  </div>
                </fieldset>
                <label class="comment">
                  <span>${words.comment}</span>
                  <textarea
                    rows="2"
                    dir="auto"
                    maxlength=${LIMITS.commentChars}
                    placeholder=${words.commentHint}
                    ?disabled=${sending}
                    @input=${(event: InputEvent) => {
                      if (event.target instanceof HTMLTextAreaElement) this.#comment = event.target.value
                    }}
                  ></textarea>
                </label>
                ${sent?.problem ? html`<p class="problem">${words.ratingFailed}</p>` : nothing}
                <button class="solid" type="submit" ?disabled=${sending}>${sending ? words.ratingSent : words.submitRating}</button>
              `
        }
      </form>
    `
  }
}

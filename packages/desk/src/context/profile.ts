import type { Profile } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'

const END = 4

/** An id of ours is only ever compared: its ends are enough, the rest is in the tooltip. */
const shortened = (id: string): string => (id.length > 3 * END ? `${id.slice(0, END)}…${id.slice(-END)}` : id)

/** Who the customer is, and whether the site vouches for it. */
export function profileView(profile: Profile, { words }: Speech): TemplateResult {
  const { context } = words
  const id = profile.hostId ?? profile.id
  const value = (one: string | number | boolean) => (typeof one === 'boolean' ? (one ? context.yes : context.no) : one)
  return html`<p class="state" data-verified=${profile.verified}>
      ${profile.verified ? icons.verified : icons.person}${profile.verified ? context.verified : context.unverified}
    </p>
    <dl class="attributes">
      ${profile.tier ? html`<dt>${context.tier}</dt><dd>${term(words.tiers, profile.tier)}</dd>` : nothing}
      ${Object.entries(profile.attributes).map(
        ([name, one]) => html`<dt>${term(words.terms, name)}</dt><dd class="number">${value(one)}</dd>`,
      )}
      <dt>${context.id}</dt><dd class="number id" title=${id}>${profile.hostId ?? shortened(id)}</dd>
    </dl>`
}

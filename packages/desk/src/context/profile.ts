import type { DeviceSeen, Profile } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'

const END = 4

/** An id of ours is only ever compared: its ends are enough, the rest is in the tooltip. */
const shortened = (id: string): string => (id.length > 3 * END ? `${id.slice(0, END)}…${id.slice(-END)}` : id)

/** Who the customer is, whether the site vouches for it, and who said what the site did not. */
export function profileView(profile: Profile, { now, speech }: { now: number; speech: Speech }): TemplateResult {
  const { words } = speech
  const { context } = words
  const { tags = [], consent = {}, timeZone, devices = [] } = profile
  const id = profile.hostId ?? profile.id
  const value = (one: string | number | boolean) => (typeof one === 'boolean' ? (one ? context.yes : context.no) : one)
  const line = (field: string, label: string, text: unknown, shape = '') =>
    html`<dt>${label}</dt><dd class=${shape}>${text}${saidBy(profile, field, speech)}</dd>`
  return html`<p class="state" data-verified=${profile.verified}>
      ${profile.verified ? icons.verified : icons.person}${profile.verified ? context.verified : context.unverified}
    </p>
    <dl class="attributes">
      ${profile.tier ? line('tier', context.tier, term(words.tiers, profile.tier)) : nothing}
      ${line('locale', context.language, words.locales[profile.locale])}
      ${timeZone === undefined ? nothing : line('timeZone', context.localTime, localTime(timeZone, now, speech), 'number')}
      ${devices.length > 0 ? line('devices', context.devices, devices.map((one) => deviceWords(one, speech)).join('; ')) : nothing}
      ${tags.length > 0 ? line('tags', context.tags, speech.list(tags)) : nothing}
      ${Object.entries(profile.attributes).map(([name, one]) =>
        line(`attributes.${name}`, term(words.terms, name), value(one), 'number'),
      )}
      ${Object.entries(consent).map(([name, one]) =>
        line(`consent.${name}`, context.consent(term(words.terms, name)), value(one)),
      )}
      <dt>${context.id}</dt><dd class="number id" title=${id}>${profile.hostId ?? shortened(id)}</dd>
    </dl>`
}

/** Nothing of what the site itself says, and of what is only taken for granted. */
function saidBy({ sources }: Profile, field: string, speech: Speech): TemplateResult | typeof nothing {
  const said = sources?.[field]
  if (!said || said.at === 0) return nothing
  const { context, channelNames } = speech.words
  const who = said.channel ? channelNames[said.channel] : context.sayers[said.by]
  return html`<small class="source">${context.saidBy(who, speech.when(said.at))}</small>`
}

/** What it is for the customer now, and where that is. A browser that does not know the zone still names it. */
function localTime(timeZone: string, now: number, speech: Speech): string {
  const time = speech.timeIn(timeZone, now)
  return time === null ? timeZone : `${time} · ${timeZone.replaceAll('_', ' ')}`
}

const deviceWords = ({ kind, browser }: DeviceSeen, { words: { deviceKinds, browsers }, list }: Speech): string =>
  list([deviceKinds[kind], browsers[browser]])

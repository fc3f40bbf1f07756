import type { SessionView } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { channelIcons } from '../theme/channel-icons.ts'

type Staff = NonNullable<SessionView['staff']>

/** The ways to a customer besides the page, the one they were heard on last first. */
export function routesView(
  { routes = [], speaksBy }: Partial<Pick<Staff, 'routes' | 'speaksBy'>>,
  speech: Speech,
): TemplateResult {
  const { links, channelNames } = speech.words
  if (routes.length === 0) return html`<p class="muted small">${links.noWays}</p>`
  return html`<ul class="routes">
    ${routes
      .toSorted((one, other) => (other.heardAt ?? 0) - (one.heardAt ?? 0))
      .map(
        ({ id, channel, standing, heardAt }) => html`<li>
          ${channelIcons[channel]}<span class="route"
            ><span>${channelNames[channel]}</span
            ><small class="number">${
              standing === 'blocked'
                ? links.blocked
                : heardAt === null
                  ? links.never
                  : links.heardAt(speech.when(heardAt))
            }</small></span
          >${id === speaksBy && standing === 'open' ? html`<span class="badge">${links.here}</span>` : nothing}
        </li>`,
      )}
  </ul>`
}

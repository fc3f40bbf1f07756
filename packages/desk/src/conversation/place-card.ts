import type { Place } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import type { Dictionary } from '../locale/dictionary.ts'
import { icons } from '../theme/icons.ts'

/** About ten metres, as a map wants it. */
const DIGITS = 5
const ZOOM = 16

const coordinates = ({ latitude, longitude }: Place): [string, string] => [
  latitude.toFixed(DIGITS),
  longitude.toFixed(DIGITS),
]

/** Made of numbers only, so nothing a sender wrote is in it. */
function mapHref(place: Place): string {
  const [latitude, longitude] = coordinates(place)
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${ZOOM}/${latitude}/${longitude}`
}

/** A place somebody shared. The map is opened, not shown: who looks at what is nobody else's business. */
export function placeCard(place: Place, { brought }: Dictionary): TemplateResult {
  return html`<a class="place" href=${mapHref(place)} target="_blank" rel="noopener noreferrer">
    ${icons.pin}<span class="place-about"
      ><span>${place.name || brought.place}</span><small class="number">${coordinates(place).join(', ')} · ${brought.openMap}</small></span
    >
  </a>`
}

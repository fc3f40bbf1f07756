import { BatonQueueCard } from '../queue-card/queue-card.ts'
import { BatonRating } from '../rating/rating.ts'
import { BatonSummary } from '../summary/summary.ts'

if (!customElements.get('baton-queue-card')) customElements.define('baton-queue-card', BatonQueueCard)
if (!customElements.get('baton-rating')) customElements.define('baton-rating', BatonRating)
if (!customElements.get('baton-summary')) customElements.define('baton-summary', BatonSummary)

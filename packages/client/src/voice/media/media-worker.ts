import { createMedia } from './media.ts'
import type { MediaNews, MediaOrder } from './media-orders.ts'

/** The scope of a worker, of which the library of the DOM knows nothing. */
const scope = globalThis as unknown as {
  postMessage(news: MediaNews): void
  onmessage: ((event: MessageEvent<MediaOrder>) => void) | null
}

const order = createMedia((news) => scope.postMessage(news))
scope.onmessage = ({ data }) => order(data)
scope.postMessage({ kind: 'ready' })

import type { Worklets } from './audio/audio.ts'

/** Where the two worklets and the worker are, as files of their own. A build puts the addresses of what it made of them here. */
export const WORKLETS: Worklets = {
  capture: new URL('./capture/capture-worklet.ts', import.meta.url).href,
  player: new URL('./playback/player-worklet.ts', import.meta.url).href,
  media: new URL('./media/media-worker.ts', import.meta.url).href,
}

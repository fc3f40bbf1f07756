import type { PlaceCall } from './model.ts'

/** What is shown of a call is loaded with the first tap on it. Tried again at the next update. */
export const loadCallView = (): Promise<unknown> => import('./call-view.ts').catch(() => {})

/** Null: it could not be loaded. */
export const loadVoice = async (): Promise<PlaceCall | null> =>
  (await import('./voice.ts').catch(() => null))?.placeCall ?? null

import type { Locale } from '@baton/client'
import { isLocale } from '../locale/locale.ts'

export interface Preferences {
  locale: Locale
  density: 'comfortable' | 'compact'
  scheme: 'auto' | 'light' | 'dark'
  /** Desktop notification when an offer comes while the desk is not in sight. */
  notify: boolean
  /** Single letters as shortcuts; people who speak to their computer need them off. */
  letterKeys: boolean
  /** Ring when a call is offered. */
  ring: boolean
  /** Hear a sentence about the customer before a call is put through. */
  whisper: boolean
  /** Devices for calls; null: the system's own. */
  microphone: string | null
  speaker: string | null
}

const KEY = 'baton.desk.preferences'

export type PreferenceStore = Pick<Storage, 'getItem' | 'setItem'>

const pick = <T extends string>(value: unknown, known: readonly T[], otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise

/** What this browser remembers; anything unreadable falls back to the default, field by field. */
export function loadPreferences(store: PreferenceStore | null, locale: Locale): Preferences {
  let stored: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(store?.getItem(KEY) ?? '{}')
    if (parsed !== null && typeof parsed === 'object') stored = { ...parsed }
  } catch {
    // Storage may be forbidden or hold something foreign: the defaults below serve.
  }
  return {
    locale: isLocale(stored.locale) ? stored.locale : locale,
    density: pick(stored.density, ['comfortable', 'compact'], 'comfortable'),
    scheme: pick(stored.scheme, ['auto', 'light', 'dark'], 'auto'),
    notify: stored.notify === true,
    letterKeys: stored.letterKeys !== false,
    ring: stored.ring !== false,
    whisper: stored.whisper === true,
    microphone: typeof stored.microphone === 'string' ? stored.microphone : null,
    speaker: typeof stored.speaker === 'string' ? stored.speaker : null,
  }
}

export function savePreferences(store: PreferenceStore | null, preferences: Preferences): void {
  try {
    store?.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // Storage may be full or forbidden: the choice then lasts for this page only.
  }
}

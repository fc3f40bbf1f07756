import type { Admission, DeskApi, FloorClient, SessionClient } from '@baton/client'
import type { Voice } from '../call/voice.ts'
import type { PlaceStore } from './place.ts'
import type { PreferenceStore } from './preferences.ts'

/** Desktop notifications, where the browser has them. */
export interface Notifier {
  /** Asks the person if need be; false when they or the browser say no. */
  allow(): Promise<boolean>
  show(title: string, text: string): void
}

/** A bell that can be heard in the room. Asked for what it does already, it goes on. */
export interface Ringer {
  ring(on: boolean): void
}

/** Everything the store needs from outside. */
export interface DeskPorts {
  api: DeskApi
  /** A fresh floor client, not connected. */
  floor: () => FloorClient
  /** A fresh client of one session, not connected. `admit` is called on every attempt. */
  session: (session: string, admit: () => Promise<Admission>) => SessionClient
  /** Origin of the gateway, e.g. `https://chat.example`. */
  gateway: string
  /** Milliseconds since 1970 by this device's clock. */
  now: () => number
  preferences: PreferenceStore | null
  /** Lasts as long as the tab does; null where there is none. */
  place: PlaceStore | null
  notifier: Notifier
  ringer: Ringer
  /** Loads what calls are made with. */
  voice: () => Promise<Voice>
  /** The browser's languages, the preferred first. */
  languages: readonly string[]
  /** Filled in at sign-in. */
  workspace: string
}

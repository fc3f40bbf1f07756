import type { Command, DeskApi, SessionClient } from '@baton/client'
import type { Voice, VoiceCall } from '../call/voice.ts'
import type { DraftMode } from './place.ts'
import type { Preferences } from './preferences.ts'

/** On a narrow screen one of these is shown at a time. */
export type Column = 'inbox' | 'conversation' | 'context'

/** What is shown below the top bar. */
export type Screen = 'floor' | 'channels' | 'undelivered' | 'webhooks' | 'api-keys' | 'connectors' | 'crm'

/** Everything an element may ask for. Elements ask; the store decides. */
export type Request =
  | { type: 'sign-in'; workspace: string; email: string; password: string }
  | { type: 'sign-out' }
  | { type: 'presence'; presence: 'online' | 'away' }
  | { type: 'accept' | 'decline'; offerId: string }
  | { type: 'select'; session: string }
  | { type: 'close'; session: string }
  | { type: 'send'; session: string; command: Command }
  | { type: 'reveal'; session: string; seq: number; original: number; reason: string }
  | { type: 'hide'; session: string; seq: number; original: number }
  | { type: 'retry' | 'discard'; session: string; id: string }
  | { type: 'draft'; session: string; mode: DraftMode; text: string }
  | { type: 'typing'; session: string; on: boolean }
  | { type: 'read'; session: string; seq: number }
  | { type: 'older'; session: string }
  /** For what talks to a session by itself: its files. */
  | { type: 'client'; session: string; use: (client: SessionClient) => void }
  /** For what asks the gateway by itself: settings, and which conversations belong together. */
  | { type: 'api'; use: (api: DeskApi) => void }
  /** Calls the customer, or joins the call there is. */
  | { type: 'call'; session: string; what: 'start' | 'join' }
  /** For what is done on the call this agent is on. */
  | { type: 'phone'; use: (call: VoiceCall) => void }
  | { type: 'dismiss-call' }
  /** For what chooses devices. */
  | { type: 'voice'; use: (voice: Voice) => void }
  | { type: 'glance'; offerId: string }
  /** The work after a call is done. */
  | { type: 'ready' }
  /** Gives the session of the call away; decided where its conversation is. */
  | { type: 'hand-over'; session: string; how: 'handback' | 'transfer' }
  /** Asks a colleague to take it, or gives it back to the queue. */
  /** `stay`: on a call, this agent stays on the line beside the colleague. */
  | { type: 'transfer'; session: string; to: { agent: string } | 'queue'; note: string; stay: boolean }
  /** Asks the colleague no longer, or has seen what came of it. */
  | { type: 'recall'; session: string }
  | { type: 'screen'; screen: Screen }
  | { type: 'prefer'; change: Partial<Preferences> }
  | { type: 'dismiss' }
  | { type: 'dismiss-alert' }
  | { type: 'show'; column: Column }

/** Carries a request from the element that makes it up to the root, through every shadow root between. */
export class DeskRequest extends Event {
  static readonly type = 'desk-request'
  readonly request: Request

  constructor(request: Request) {
    super(DeskRequest.type, { bubbles: true, composed: true })
    this.request = request
  }
}

export const ask = (from: EventTarget, request: Request): boolean => from.dispatchEvent(new DeskRequest(request))

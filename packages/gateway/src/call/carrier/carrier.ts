import type { OpenAccount } from '../../channels/rooms.ts'
import { parseJson } from '../../durable/parse-json.ts'
import type { CallProgress, CarrierCall, CarrierRequest, Dial } from './carrier-call.ts'
import type { Dialect } from './dialect.ts'
import { jambonz } from './jambonz.ts'
import { isFromJambonz } from './jambonz-signature.ts'
import {
  declineVerbs,
  HANG_UP_VERBS,
  jambonzCall,
  jambonzCancel,
  jambonzDial,
  jambonzProgress,
  listenVerbs,
} from './jambonz-voice.ts'
import { twilioMedia } from './twilio-media.ts'
import { isFromTwilio } from './twilio-signature.ts'
import {
  HANG_UP_TWIML,
  rejectTwiml,
  streamTwiml,
  twilioCall,
  twilioDial,
  twilioHangUp,
  twilioProgress,
} from './twilio-voice.ts'

/** A request of somebody who says to be the carrier. */
export interface CarrierKnock {
  /** In full, as the carrier was given it. */
  url: string
  headers: Headers
  body: Uint8Array
  now: number
}

/** What a carrier is answered with. */
export interface CarrierAnswer {
  type: string
  body: string
}

/** What one carrier asks and wants to hear, for one account. */
export interface Carrier {
  /** Its API, as `channels/hosts.ts` has it. */
  readonly host: 'twilio' | 'jambonz'
  isFrom(knock: CarrierKnock): Promise<boolean>
  /** Of who opens a stream's socket. What shows that it is for a call is the ticket that comes on it. */
  isStreamOf(knock: Omit<CarrierKnock, 'body'>): Promise<boolean>
  /** Null when it asks about no call. */
  callIn(body: Uint8Array): CarrierCall | null
  progressIn(body: Uint8Array): { call: string; progress: CallProgress } | null
  /** Gives the call to a stream. `over`: who is asked what comes after it, and is not to say anything. */
  stream(url: string, parameters: Readonly<Record<string, string>>, over: string): CarrierAnswer
  decline(reason: 'busy' | 'rejected'): CarrierAnswer
  readonly hangUp: CarrierAnswer
  dial(dial: Dial): CarrierRequest
  /** Of a call that still rings. */
  cancel(call: string): CarrierRequest
  dialect(): Dialect
}

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body)

/** Null for an account that is no telephone's. */
export function carrierOf({ channel, settings, secrets }: OpenAccount): Carrier | null {
  if (channel !== 'phone') return null
  const { accountSid = '' } = settings
  const signing = secrets.signingSecret?.filter((secret) => secret !== undefined) ?? []
  return settings.carrier === 'jambonz'
    ? jambonzCarrier(accountSid, signing, secrets.apiKey?.[0] ?? '')
    : twilioCarrier(accountSid, signing)
}

function twilioCarrier(accountSid: string, authTokens: readonly string[]): Carrier {
  const account = { accountSid, authToken: authTokens[0] ?? '' }
  const fields = (body: Uint8Array) => new URLSearchParams(textOf(body))
  const answer = (body: string): CarrierAnswer => ({ type: 'text/xml', body })
  return {
    host: 'twilio',
    isFrom: ({ url, headers, body }) =>
      isFromTwilio({ url, fields: fields(body), signature: headers.get('x-twilio-signature') }, authTokens),
    isStreamOf: async ({ url, headers }) => {
      const signature = headers.get('x-twilio-signature')
      // It has been seen to sign the address of a socket with a slash behind it.
      const checks = [url, `${url}/`].map((each) => isFromTwilio({ url: each, signature }, authTokens))
      return (await Promise.all(checks)).includes(true)
    },
    callIn: (body) => twilioCall(fields(body)),
    progressIn: (body) => twilioProgress(fields(body)),
    stream: (url, parameters) => answer(streamTwiml(url, parameters)),
    decline: (reason) => answer(rejectTwiml(reason)),
    hangUp: answer(HANG_UP_TWIML),
    dial: (dial) => twilioDial(account, dial),
    cancel: (call) => twilioHangUp(account, call),
    dialect: twilioMedia,
  }
}

function jambonzCarrier(accountSid: string, secrets: readonly string[], apiKey: string): Carrier {
  const account = { accountSid, apiKey }
  const json = (body: Uint8Array) => parseJson(textOf(body))
  const answer = (verbs: object): CarrierAnswer => ({ type: 'application/json', body: JSON.stringify(verbs) })
  return {
    host: 'jambonz',
    isFrom: ({ headers, body, now }) => isFromJambonz({ header: headers.get('jambonz-signature'), body }, secrets, now),
    // It signs no upgrade.
    isStreamOf: async () => true,
    callIn: (body) => jambonzCall(json(body)),
    progressIn: (body) => jambonzProgress(json(body)),
    stream: (url, parameters, over) => answer(listenVerbs(url, parameters, over)),
    decline: (reason) => answer(declineVerbs(reason)),
    hangUp: answer(HANG_UP_VERBS),
    dial: (dial) => jambonzDial(account, dial),
    cancel: (call) => jambonzCancel(account, call),
    dialect: jambonz,
  }
}

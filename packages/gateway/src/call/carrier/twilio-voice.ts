import { z } from 'zod'
import type { CallProgress, CarrierCall, CarrierRequest, Dial } from './carrier-call.ts'

/** What Twilio says of a call on our voice webhook. https://www.twilio.com/docs/voice/twiml#request-parameters */
const asked = z.object({
  CallSid: z.string().min(1).max(80),
  AccountSid: z.string().max(80),
  From: z.string().max(80),
  To: z.string().max(80),
  CallStatus: z.string().max(40),
  Direction: z.enum(['inbound', 'outbound-api', 'outbound-dial']).catch('inbound'),
})

/**
 * In place of a number that is withheld stands a word, or that word as the digits of a telephone's keys, which looks like the
 * number of one and the same caller. https://twilio.com/changelog/upcoming-changes-to-withheld-caller-ids-behavior-for-dial-calls
 */
const WITHHELD = /^\+?(?:266696687|7378742833|86282452253|8656696|2562533|7748283)$/

/** Null when it is no voice webhook. */
export function twilioCall(fields: URLSearchParams): CarrierCall | null {
  const parsed = asked.safeParse(Object.fromEntries(fields))
  if (!parsed.success) return null
  const { CallSid: call, From: from, To: to, Direction: direction } = parsed.data
  return { call, from: WITHHELD.test(from) ? 'anonymous' : from, to, direction: direction === 'inbound' ? 'in' : 'out' }
}

/**
 * The answer that gives the call to a media stream. The address may have no query, so what the stream is to bring along is
 * parameters; a name and its value have 500 characters together. https://www.twilio.com/docs/voice/twiml/stream
 */
export function streamTwiml(url: string, parameters: Readonly<Record<string, string>>): string {
  const brought = Object.entries(parameters).map(
    ([name, value]) => `<Parameter name="${attribute(name)}" value="${attribute(value)}"/>`,
  )
  return `${DECLARATION}<Response><Connect><Stream url="${attribute(url)}">${brought.join('')}</Stream></Connect></Response>`
}

/** Nobody can take the call: `busy` is heard as that, `rejected` as a number that is not in service. */
export const rejectTwiml = (reason: 'busy' | 'rejected'): string =>
  `${DECLARATION}<Response><Reject reason="${reason}"/></Response>`

/** Nothing comes after a call. */
export const HANG_UP_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>'

export interface TwilioAccount {
  accountSid: string
  authToken: string
}

/**
 * Calls somebody: Twilio rings, and asks `voiceUrl` what to do once they answer. How it goes is told to `statusUrl`.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export function twilioDial(
  account: TwilioAccount,
  { from, to, voiceUrl, statusUrl, ringSeconds }: Dial,
): CarrierRequest {
  const fields = new URLSearchParams({ To: to, From: from, Url: voiceUrl, Timeout: String(ringSeconds) })
  fields.set('StatusCallback', statusUrl)
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) fields.append('StatusCallbackEvent', event)
  return request(account, `/2010-04-01/Accounts/${account.accountSid}/Calls.json`, fields)
}

/** Ends a call, whether it is answered or still rings. */
export const twilioHangUp = (account: TwilioAccount, call: string): CarrierRequest =>
  request(
    account,
    `/2010-04-01/Accounts/${account.accountSid}/Calls/${encodeURIComponent(call)}.json`,
    new URLSearchParams({ Status: 'completed' }),
  )

/** How a call that we made went on. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
export function twilioProgress(fields: URLSearchParams): { call: string; progress: CallProgress } | null {
  const call = fields.get('CallSid')
  const progress = PROGRESS[fields.get('CallStatus') ?? '']
  return call && progress ? { call, progress } : null
}

const PROGRESS: Record<string, CallProgress> = {
  queued: 'ringing',
  initiated: 'ringing',
  ringing: 'ringing',
  'in-progress': 'answered',
  completed: 'ended',
  busy: 'busy',
  'no-answer': 'missed',
  canceled: 'ended',
  failed: 'failed',
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const attribute = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)

function request({ accountSid, authToken }: TwilioAccount, path: string, fields: URLSearchParams) {
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
  return { path, init: { method: 'POST', headers, body: fields } satisfies RequestInit }
}

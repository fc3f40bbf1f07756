import { z } from 'zod'
import type { CallProgress, CarrierCall, CarrierRequest, Dial } from './carrier-call.ts'
import { JAMBONZ_RATE } from './jambonz.ts'

/** What jambonz says of a call on our webhook. https://docs.jambonz.org/reference/webhooks/overview */
const asked = z.object({
  call_sid: z.string().min(1).max(80),
  from: z.string().max(80),
  to: z.string().max(80),
  direction: z.enum(['inbound', 'outbound']).catch('inbound'),
})

/** Null when it is no such webhook. */
export function jambonzCall(body: unknown): CarrierCall | null {
  const parsed = asked.safeParse(body)
  if (!parsed.success) return null
  const { call_sid: call, from, to, direction } = parsed.data
  return { call, from, to, direction: direction === 'inbound' ? 'in' : 'out' }
}

/**
 * The answer that gives the call to a media stream. Nothing is played back to the caller unless it is said that it
 * streams, and at which rate. https://docs.jambonz.org/verbs/verbs/listen
 */
export const listenVerbs = (url: string, parameters: Readonly<Record<string, string>>, actionHook: string) => [
  { verb: 'answer' },
  {
    verb: 'listen',
    url,
    actionHook,
    mixType: 'mono',
    sampleRate: JAMBONZ_RATE,
    passDtmf: true,
    bidirectionalAudio: { enabled: true, streaming: true, sampleRate: JAMBONZ_RATE },
    metadata: parameters,
  },
  { verb: 'hangup' },
]

/** Nobody can take the call. https://docs.jambonz.org/verbs/verbs/sip-decline */
export const declineVerbs = (reason: 'busy' | 'rejected') => [
  { verb: 'sip:decline', status: reason === 'busy' ? 486 : 603 },
]

/** Nothing comes after a call. */
export const HANG_UP_VERBS = [{ verb: 'hangup' }]

export interface JambonzAccount {
  accountSid: string
  apiKey: string
}

/** Calls somebody by the REST API. https://docs.jambonz.org/reference/rest-call-control/calls/create-call */
export function jambonzDial(
  account: JambonzAccount,
  { from, to, voiceUrl, statusUrl, ringSeconds }: Dial,
): CarrierRequest {
  return request(account, 'POST', '/Calls', {
    from,
    to: { type: 'phone', number: to },
    call_hook: { url: voiceUrl, method: 'POST' },
    call_status_hook: { url: statusUrl, method: 'POST' },
    timeout: ringSeconds,
    // Without an application its API demands these, though nothing is said or understood by them.
    ...ENGINES,
  })
}

/**
 * Ends a call that rings: `completed` is refused before it is answered, and `no-answer` after.
 * https://docs.jambonz.org/reference/rest-call-control/calls/update-call
 */
export const jambonzCancel = (account: JambonzAccount, call: string): CarrierRequest =>
  request(account, 'PUT', `/Calls/${encodeURIComponent(call)}`, { call_status: 'no-answer' })

const ENGINES = {
  speech_synthesis_vendor: 'google',
  speech_synthesis_language: 'en-US',
  speech_synthesis_voice: 'en-US-Standard-A',
  speech_recognizer_vendor: 'google',
  speech_recognizer_language: 'en-US',
}

const progressed = z.object({ call_sid: z.string(), call_status: z.string(), sip_status: z.number().optional() })

/** How a call that we made went on. https://docs.jambonz.org/reference/webhooks/call-status */
export function jambonzProgress(body: unknown): { call: string; progress: CallProgress } | null {
  const parsed = progressed.safeParse(body)
  const progress = parsed.success ? PROGRESS[parsed.data.call_status] : undefined
  return parsed.success && progress ? { call: parsed.data.call_sid, progress } : null
}

const PROGRESS: Record<string, CallProgress> = {
  trying: 'ringing',
  ringing: 'ringing',
  'early-media': 'ringing',
  'in-progress': 'answered',
  completed: 'ended',
  busy: 'busy',
  'no-answer': 'missed',
  failed: 'failed',
}

function request({ accountSid, apiKey }: JambonzAccount, method: 'POST' | 'PUT', path: string, body: object) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  return { path: `/v1/Accounts/${accountSid}${path}`, init: { method, headers, body: JSON.stringify(body) } }
}

import { createHmac, randomBytes } from 'node:crypto'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import type { CallOf, CarrierAccount, Instruction, Protocol, Told } from './protocol.ts'

/** https://www.twilio.com/docs/usage/security#validating-requests */
export function signedByTwilio(authToken: string, url: string, fields: Record<string, string> = {}): string {
  const names = Object.keys(fields).sort()
  return createHmac('sha1', authToken)
    .update(url + names.map((name) => name + fields[name]).join(''))
    .digest('base64')
}

/** Twilio's voice webhook, TwiML and Media Streams. https://www.twilio.com/docs/voice/media-streams/websocket-messages */
export function twilio({ accountSid, secret }: CarrierAccount): Protocol {
  const streamSid = `MZ${randomBytes(16).toString('hex')}`
  let [sequence, chunk] = [0, 0]
  const said = (event: string, more: object) => {
    sequence += 1
    return JSON.stringify({ event, sequenceNumber: String(sequence), streamSid, ...more })
  }
  return {
    rate: 8000,
    asks(url, { sid, from, to, direction }, status) {
      const fields = {
        CallSid: sid,
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        Direction: direction === 'in' ? 'inbound' : 'outbound-api',
        CallStatus: status,
        From: from,
        To: to,
        Caller: from,
        Called: to,
      }
      const headers = {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-twilio-signature': signedByTwilio(secret, url, fields),
        'i-twilio-idempotency-token': randomBytes(16).toString('hex'),
      }
      return { method: 'POST', query: {}, headers, body: new URLSearchParams(fields).toString() }
    },
    instruction,
    upgrade: (url) => ({ protocols: [], headers: { 'x-twilio-signature': signedByTwilio(secret, url) } }),
    opening({ sid }, customParameters) {
      const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 }
      const start = { accountSid, streamSid, callSid: sid, tracks: ['inbound'], mediaFormat, customParameters }
      return [JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }), said('start', { start })]
    },
    audio(samples) {
      chunk += 1
      const payload = Buffer.from(encodeMulaw(samples)).toString('base64')
      return said('media', {
        media: { track: 'inbound', chunk: String(chunk), timestamp: String(chunk * 20), payload },
      })
    },
    key: (digit) => said('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    marked: (name) => said('mark', { mark: { name } }),
    closing: ({ sid }: CallOf) => said('stop', { stop: { accountSid, callSid: sid } }),
    read: (message) => told(message, streamSid),
    statuses: {
      ringing: 'ringing',
      answered: 'in-progress',
      ended: 'completed',
      busy: 'busy',
      missed: 'no-answer',
      failed: 'failed',
    },
  }
}

function instruction(twiml: string): Instruction {
  const verb = /<(Reject|Hangup|Connect)\b([^>]*)>/.exec(twiml)
  if (verb?.[1] === 'Reject') return { do: 'reject', reason: attributesOf(verb[2]).reason ?? 'rejected' }
  const stream = /<Connect>\s*<Stream\b([^>]*?)\/?>/.exec(twiml)
  const { url } = attributesOf(stream?.[1])
  if (url === undefined) return { do: 'hang-up' }
  const parameters = [...twiml.matchAll(/<Parameter\b([^>]*?)\/?>/g)].map(([, text]) => attributesOf(text))
  const named = Object.fromEntries(parameters.map(({ name = '', value = '' }) => [name, value]))
  return { do: 'stream', url, rate: 8000, parameters: named }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const attributesOf = (text = ''): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/&(\w+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole),
    ]),
  )

interface Spoken {
  event?: string
  streamSid?: string
  media?: { payload?: unknown }
  mark?: { name?: unknown }
}

function told(message: string | Uint8Array, streamSid: string): Told {
  if (typeof message !== 'string') return { type: 'wrong', why: 'a stream of Twilio has no bytes' }
  let spoken: Spoken
  try {
    spoken = JSON.parse(message)
  } catch {
    return { type: 'wrong', why: 'no JSON' }
  }
  if (spoken.streamSid !== streamSid)
    return { type: 'wrong', why: `the stream is ${streamSid}, not ${spoken.streamSid}` }
  if (spoken.event === 'clear') return { type: 'clear' }
  const { payload } = spoken.media ?? {}
  if (spoken.event === 'media' && typeof payload === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(payload)) {
    return { type: 'audio', samples: decodeMulaw(Buffer.from(payload, 'base64')) }
  }
  const { name } = spoken.mark ?? {}
  if (spoken.event === 'mark' && typeof name === 'string') return { type: 'mark', name }
  return { type: 'wrong', why: `no such message: ${message.slice(0, 80)}` }
}

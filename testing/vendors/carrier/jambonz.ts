import { createHmac } from 'node:crypto'
import { bytesOf, samplesOf } from '@baton/sound/pcm'
import type { CarrierAccount, Instruction, Protocol, Told } from './protocol.ts'

/** As its own libraries verify it: https://docs.jambonz.org/guides/features/securing-http-endpoints */
export const signedByJambonz = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/** The webhooks of jambonz and its `listen` verb. https://docs.jambonz.org/verbs/verbs/listen */
export function jambonz({ accountSid, secret }: CarrierAccount): Protocol {
  const protocol: Protocol = {
    rate: 8000,
    asks(_url, { sid, from, to, direction }, status) {
      const names = { call_sid: sid, account_sid: accountSid, from, to, call_status: status, sip_status: 100 }
      const body = JSON.stringify({ ...names, direction: direction === 'in' ? 'inbound' : 'outbound' })
      const signature = signedByJambonz(secret, body, Math.floor(Date.now() / 1000))
      const headers = { 'content-type': 'application/json', 'jambonz-signature': signature }
      return { method: 'POST', query: {}, headers, body }
    },
    instruction(body) {
      const found = instruction(body)
      if (found.do === 'stream') protocol.rate = found.rate
      return found
    },
    upgrade: () => ({ protocols: ['audio.jambonz.org'], headers: {} }),
    opening: ({ sid, from, to, direction }, metadata) => [
      JSON.stringify({
        sampleRate: protocol.rate,
        mixType: 'mono',
        callSid: sid,
        accountSid,
        direction: direction === 'in' ? 'inbound' : 'outbound',
        from,
        to,
        callStatus: 'in-progress',
        ...metadata,
      }),
    ],
    audio: bytesOf,
    key: (dtmf) => JSON.stringify({ event: 'dtmf', dtmf, duration: '1600' }),
    marked: (name, isPlayed) =>
      JSON.stringify({ type: 'mark', data: { name, event: isPlayed ? 'playout' : 'cleared' } }),
    closing: () => null,
    read: told,
    statuses: {
      ringing: 'ringing',
      answered: 'in-progress',
      ended: 'completed',
      busy: 'busy',
      missed: 'no-answer',
      failed: 'failed',
    },
  }
  return protocol
}

interface Verb {
  verb?: string
  url?: string
  actionHook?: string
  status?: number
  sampleRate?: number
  mixType?: string
  metadata?: Record<string, string>
  bidirectionalAudio?: { enabled?: boolean; streaming?: boolean; sampleRate?: number }
}

function instruction(body: string): Instruction {
  const verbs: Verb[] = JSON.parse(body)
  const decline = verbs.find(({ verb }) => verb === 'sip:decline')
  if (decline) return { do: 'reject', reason: String(decline.status) }
  const listen = verbs.find(({ verb }) => verb === 'listen')
  if (!listen?.url || !listen.actionHook) return { do: 'hang-up' }
  const { sampleRate: rate = 8000, bidirectionalAudio: back, metadata: parameters = {} } = listen
  // Without these the real one plays nothing, or plays it at another pace; better to hear of it.
  if (!back?.streaming || back.sampleRate !== rate)
    throw new Error('the listen verb streams nothing back at its own rate')
  return { do: 'stream', url: listen.url, rate, parameters, actionHook: listen.actionHook }
}

function told(message: string | Uint8Array): Told {
  if (typeof message !== 'string') return { type: 'audio', samples: samplesOf(message) }
  let spoken: { type?: string; data?: { name?: unknown } }
  try {
    spoken = JSON.parse(message)
  } catch {
    return { type: 'wrong', why: 'no JSON' }
  }
  if (spoken.type === 'killAudio') return { type: 'clear' }
  if (spoken.type === 'disconnect') return { type: 'end' }
  const { name } = spoken.data ?? {}
  if (spoken.type === 'mark' && typeof name === 'string') return { type: 'mark', name }
  return { type: 'wrong', why: `no such message: ${message.slice(0, 80)}` }
}

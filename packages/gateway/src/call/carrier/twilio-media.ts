import { dtmfKey } from '@baton/protocol'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { z } from 'zod'
import { bytesOfBase64 } from '../../channels/proof.ts'
import { parseJson } from '../../durable/parse-json.ts'
import type { CarrierEvent, Dialect } from './dialect.ts'

/** https://www.twilio.com/docs/voice/media-streams/websocket-messages */
const message = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('start'),
    start: z.object({
      streamSid: z.string(),
      callSid: z.string(),
      customParameters: z.record(z.string(), z.string()).default({}),
      /** No other is documented; of another, no sound could be made. */
      mediaFormat: z.object({
        encoding: z.literal('audio/x-mulaw'),
        sampleRate: z.literal(8000),
        channels: z.literal(1),
      }),
    }),
  }),
  z.object({
    event: z.literal('media'),
    media: z.object({ track: z.string().optional(), payload: z.string().max(32 * 1024) }),
  }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: dtmfKey }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string().max(80) }) }),
  z.object({ event: z.literal('stop') }),
])

/** Twilio Media Streams, bidirectional (`<Connect><Stream>`): JSON, with µ-law of 8 kHz in base64. */
export function twilioMedia(): Dialect {
  let streamSid = ''
  const said = (event: string, more: object = {}) => JSON.stringify({ event, streamSid, ...more })
  return {
    rate: 8000,
    read(text) {
      const parsed = typeof text === 'string' ? message.safeParse(parseJson(text)) : undefined
      if (!parsed?.success) return null
      if (parsed.data.event === 'start') streamSid = parsed.data.start.streamSid
      return eventOf(parsed.data)
    },
    audio: (samples) => said('media', { media: { payload: base64Of(encodeMulaw(samples)) } }),
    mark: (name) => said('mark', { mark: { name } }),
    clear: () => said('clear'),
    // The call goes on with what follows in the TwiML, which is nothing.
    end: () => null,
  }
}

function eventOf(data: z.infer<typeof message>): CarrierEvent | null {
  switch (data.event) {
    case 'start':
      return { type: 'start', start: { call: data.start.callSid, parameters: data.start.customParameters } }
    case 'media': {
      const bytes = bytesOfBase64(data.media.payload)
      // A stream that was started otherwise brings our own voice, too.
      return bytes && data.media.track !== 'outbound' ? { type: 'audio', samples: decodeMulaw(bytes) } : null
    }
    case 'dtmf':
      return { type: 'key', key: data.dtmf.digit }
    case 'mark':
      return { type: 'mark', name: data.mark.name }
    case 'stop':
      return { type: 'stop' }
  }
}

const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

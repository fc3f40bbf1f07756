import { dtmfKey } from '@baton/protocol'
import { bytesOf, samplesOf } from '@baton/sound/pcm'
import { z } from 'zod'
import { parseJson } from '../../durable/parse-json.ts'
import type { CarrierEvent, Dialect } from './dialect.ts'

/** https://docs.jambonz.org/verbs/verbs/listen: the text frame that comes first, before any sound. */
const first = z.looseObject({
  callSid: z.string(),
  sampleRate: z.coerce.number().int().min(8000).max(64_000),
  mixType: z.literal('mono'),
})

/** The ones after it. */
const later = z.union([
  z.object({ event: z.literal('dtmf'), dtmf: dtmfKey }),
  z.object({ type: z.literal('mark'), data: z.object({ name: z.string().max(80) }) }),
])

/** The rate we ask for in the verb; without it the carrier sends 8 kHz. */
export const JAMBONZ_RATE = 16_000

/** The `listen` verb of jambonz with streaming bidirectional audio: 16-bit PCM as binary frames, JSON for the rest. */
export function jambonz(): Dialect {
  let rate = 0
  const said = (type: string, data?: object) => JSON.stringify({ type, ...(data && { data }) })

  const start = (text: string): CarrierEvent | null => {
    const parsed = first.safeParse(parseJson(text))
    if (!parsed.success) return null
    rate = parsed.data.sampleRate
    // What the verb calls `metadata` is laid among the attributes of the call.
    const texts = Object.entries(parsed.data).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return { type: 'start', start: { call: parsed.data.callSid, parameters: Object.fromEntries(texts) } }
  }

  return {
    get rate() {
      return rate
    },
    read(message) {
      if (typeof message !== 'string') {
        return rate === 0 ? null : { type: 'audio', samples: samplesOf(new Uint8Array(message)) }
      }
      if (rate === 0) return start(message)
      const parsed = later.safeParse(parseJson(message))
      if (!parsed.success) return null
      if ('event' in parsed.data) return { type: 'key', key: parsed.data.dtmf }
      return { type: 'mark', name: parsed.data.data.name }
    },
    audio: bytesOf,
    mark: (name) => said('mark', { name }),
    clear: () => said('killAudio'),
    end: () => said('disconnect'),
  }
}

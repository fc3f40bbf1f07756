import { bandPass } from './band.ts'
import { dBovOf } from './level.ts'
import { noiseFloor } from './noise-floor.ts'

export interface VoiceEvent {
  type: 'on' | 'off'
  /** The first sample of the voice, or the first after it, counted from the start of the stream. Both were a while ago. */
  at: number
}

export interface VoiceActivity {
  /** A block of any length. What began or ended is told once it is certain, so in a later block than it happened in. */
  push(samples: Int16Array): readonly VoiceEvent[]
  readonly speaking: boolean
  /** By how much the last 10 ms were louder than the room; 0 while the room is not known. */
  readonly overFloorDb: number
}

export interface VoiceActivityOptions {
  /** Over the floor, to be taken for a voice, and to go on being one. */
  onDb?: number
  offDb?: number
  /** For how long, before it is told. Short of `onMs`, it was a click. */
  onMs?: number
  offMs?: number
}

const FRAME_MS = 10
/** The floor is that of the last three seconds, and believed after half of them. */
const FLOOR_MS = 3000
/** What a telephone passes, where most of a voice is. Rumble and hiss are outside. */
const LOW_HZ = 200
const HIGH_HZ = 3400
const NOTHING: readonly VoiceEvent[] = []

/**
 * When somebody speaks, at 8 or 16 kHz and without a model: the energy of the speech band against the room's own. It is
 * told 30 to 50 ms after a clear beginning, but not in the first 200 ms, in which it gets to know the room. It knows steady noise only; another voice in the room is a voice. A cough is
 * reported as what it is, an `on` and an `off` close to each other, for turn-taking to judge.
 */
export function voiceActivity(rate: number, options: VoiceActivityOptions = {}): VoiceActivity {
  const { onDb = 8, offDb = 5, onMs = 30, offMs = 100 } = options
  const frame = Math.round((rate * FRAME_MS) / 1000)
  const band = bandPass(rate, LOW_HZ, HIGH_HZ)
  const floor = noiseFloor(FLOOR_MS / FRAME_MS)
  let [energy, filled, ended] = [0, 0, 0]
  let speaking = false
  let overFloorDb = 0
  /** Frames in a row that speak against what was told last. */
  let against = 0

  const endFrame = (): VoiceEvent | undefined => {
    const db = dBovOf(energy / frame)
    floor.hear(db)
    overFloorDb = db - (floor.db ?? db)
    ended += frame
    energy = 0
    filled = 0
    against = (speaking ? overFloorDb < offDb : overFloorDb > onDb) ? against + 1 : 0
    if (against * FRAME_MS < (speaking ? offMs : onMs)) return undefined
    speaking = !speaking
    const at = ended - against * frame
    against = 0
    return { type: speaking ? 'on' : 'off', at }
  }

  return {
    get speaking() {
      return speaking
    },
    get overFloorDb() {
      return overFloorDb
    },
    push(samples) {
      let events: VoiceEvent[] | undefined
      for (const sample of samples) {
        energy += band(sample / 32_768) ** 2
        filled += 1
        if (filled < frame) continue
        const event = endFrame()
        if (!event) continue
        events ??= []
        events.push(event)
      }
      return events ?? NOTHING
    },
  }
}

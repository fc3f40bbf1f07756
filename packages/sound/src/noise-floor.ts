/** Half decibels from silence to full scale. */
const STEPS_PER_DB = 2
const DEEPEST_DB = -100
const STEPS = -DEEPEST_DB * STEPS_PER_DB + 1
const SHARE = 0.1
/** Of what is remembered. As soon as this much was heard, the floor is believed as it is. */
const BELIEVED = 0.5

/** Before enough was heard, what is louder than this is taken for a voice that began at once, not for a loud room. */
const LOUDEST_AT_FIRST_DB = -45
/** A digital silence is no room: what is barely above it is not yet a voice. */
const QUIETEST_DB = -70

export interface NoiseFloor {
  hear(db: number): void
  readonly db: number
}

/** How loud it is where nobody speaks: the tenth percentile of the last frames, so that one pause in ten is enough. */
export function noiseFloor(frames: number): NoiseFloor {
  const steps = new Int16Array(frames)
  const counts = new Uint16Array(STEPS)
  let heard = 0

  const percentile = (): number => {
    let left = Math.ceil(Math.min(heard, frames) * SHARE)
    for (let step = 0; step < STEPS; step += 1) {
      left -= counts[step] ?? 0
      if (left <= 0) return step / STEPS_PER_DB + DEEPEST_DB
    }
    return 0
  }

  return {
    hear(db) {
      const slot = heard % frames
      if (heard >= frames) counts[steps[slot] ?? 0] = (counts[steps[slot] ?? 0] ?? 0) - 1
      const step = Math.round((Math.min(0, Math.max(DEEPEST_DB, db)) - DEEPEST_DB) * STEPS_PER_DB)
      steps[slot] = step
      counts[step] = (counts[step] ?? 0) + 1
      heard += 1
    },
    get db() {
      const loudest = heard < frames * BELIEVED ? LOUDEST_AT_FIRST_DB : 0
      return Math.max(QUIETEST_DB, Math.min(loudest, percentile()))
    },
  }
}

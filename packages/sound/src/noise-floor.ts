/** Half decibels from silence to full scale. */
const STEPS_PER_DB = 2
const DEEPEST_DB = -100
const STEPS = -DEEPEST_DB * STEPS_PER_DB + 1
/** One pause in ten is enough to know the room. */
const PAUSES = 0.1
/** Of what is remembered. As soon as this much was heard, the floor is believed as it is. */
const BELIEVED = 0.5
/** Of what is remembered. Before that, nothing is known. */
const KNOWN = 1 / 15

/** What goes up and down by more is a voice: noise of a room stays within 3 dB. */
const STEADY_DB = 6
/** At first, what is unsteady and louder than this is taken for a voice that began at once, not for the room. */
const LOUDEST_AT_FIRST_DB = -45
/** A digital silence is no room: what is barely above it is not yet a voice. */
const QUIETEST_DB = -70

export interface NoiseFloor {
  hear(db: number): void
  /** Undefined until enough was heard to tell a room from a voice. */
  readonly db: number | undefined
}

/** How loud it is where nobody speaks: the tenth percentile of the last frames. */
export function noiseFloor(frames: number): NoiseFloor {
  const steps = new Int16Array(frames)
  const counts = new Uint16Array(STEPS)
  let heard = 0

  const percentile = (share: number): number => {
    let left = Math.ceil(Math.min(heard, frames) * share)
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
      if (heard < frames * KNOWN) return undefined
      const quiet = percentile(PAUSES)
      const believed = heard >= frames * BELIEVED || percentile(1 - PAUSES) - quiet < STEADY_DB
      return Math.max(QUIETEST_DB, believed ? quiet : Math.min(LOUDEST_AT_FIRST_DB, quiet))
    },
  }
}

const LOWEST_HZ = 65
const HIGHEST_HZ = 420
const WINDOW_MS = 40
const STEP_MS = 20
/** How alike a voice is to itself one period later, at least. Noise and consonants are less so. */
const VOICED = 0.6
/** A period is alike to two of it, too: the shortest that is about as good is the voice's. */
const NEAR_BEST = 0.9
/** A mean square below which nobody speaks, of 16-bit samples: -60 dBov. */
const QUIETEST = 32.768 ** 2

/** The pitch of the voice every 20 ms, in hertz, where there is one: by autocorrelation. */
export function pitches(samples: Int16Array, rate: number): number[] {
  const every = Math.max(1, Math.floor(rate / 8000))
  const sound = thinned(samples, every)
  const thin = rate / every
  const window = Math.round((thin * WINDOW_MS) / 1000)
  const found: number[] = []
  for (let start = 0; start + window <= sound.length; start += Math.round((thin * STEP_MS) / 1000)) {
    const hz = pitchOf(sound.subarray(start, start + window), thin)
    if (hz) found.push(hz)
  }
  return found
}

function pitchOf(frame: Float32Array, rate: number): number | undefined {
  const shortest = Math.floor(rate / HIGHEST_HZ)
  const longest = Math.min(Math.ceil(rate / LOWEST_HZ), frame.length - 1)
  const likeness = new Float32Array(longest + 2)
  const energies = energiesOf(frame)
  if ((energies[frame.length] ?? 0) < QUIETEST * frame.length) return undefined
  let best = 0
  for (let lag = shortest; lag <= longest; lag += 1) {
    likeness[lag] = likenessAt(frame, energies, lag)
    best = Math.max(best, likeness[lag] ?? 0)
  }
  if (best < VOICED) return undefined
  for (let lag = shortest + 1; lag < longest; lag += 1) {
    const [before, here, after] = [likeness[lag - 1] ?? 0, likeness[lag] ?? 0, likeness[lag + 1] ?? 0]
    if (here < NEAR_BEST * best || here < before || here < after) continue
    // The top of the parabola through the three: a lag at 8 kHz is a step of 5 Hz at 200.
    const bend = before - 2 * here + after
    return rate / (lag + (bend < 0 ? (before - after) / (2 * bend) : 0))
  }
  return undefined
}

/** Of the samples before each place, so that a likeness is one sum instead of three. */
function energiesOf(frame: Float32Array): Float64Array {
  const energies = new Float64Array(frame.length + 1)
  for (let at = 0; at < frame.length; at += 1) energies[at + 1] = (energies[at] ?? 0) + (frame[at] ?? 0) ** 2
  return energies
}

function likenessAt(frame: Float32Array, energies: Float64Array, lag: number): number {
  let product = 0
  for (let at = lag; at < frame.length; at += 1) product += (frame[at] ?? 0) * (frame[at - lag] ?? 0)
  const early = energies[frame.length - lag] ?? 0
  const late = (energies[frame.length] ?? 0) - (energies[lag] ?? 0)
  return early > 0 && late > 0 ? product / Math.sqrt(early * late) : 0
}

/** The mean of every few samples: pitch is far below where that does harm. */
function thinned(samples: Int16Array, every: number): Float32Array {
  const sound = new Float32Array(Math.floor(samples.length / every))
  for (let at = 0; at < sound.length; at += 1) {
    let sum = 0
    for (let part = 0; part < every; part += 1) sum += samples[at * every + part] ?? 0
    sound[at] = sum / every
  }
  return sound
}

/** Numbers of [0, 1) that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface SpeechLike {
  rate: number
  seconds: number
  /** Of what is not silence. */
  dBov?: number
  syllablesPerSecond?: number
  f0?: number
  /** How far the pitch moves up and down, in semitones. */
  melody?: number
  seed?: number
}

const VOWELS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
] as const

/** Not speech, but shaped like it: syllables of a pulsed voice through formants, some of which begin with a hiss. */
export function speechLike(options: SpeechLike): Int16Array<ArrayBuffer> {
  const { rate, seconds, dBov = -20, syllablesPerSecond = 4, f0 = 120, melody = 3, seed = 1 } = options
  const random = seededRandom(seed)
  const sound = new Float32Array(Math.round(rate * seconds))
  const length = rate / syllablesPerSecond
  for (let start = 0; start + length / 2 < sound.length; start += length) {
    const pitch = f0 * 2 ** (((random() * 2 - 1) * melody) / 12)
    const vowel = VOWELS[Math.floor(random() * VOWELS.length)] ?? VOWELS[0]
    const loud = 0.6 + 0.4 * random()
    if (random() < 0.4) hiss(sound, start, length * 0.15, 0.1 * loud, random)
    sing(sound, start + length * 0.15, length * 0.7, { rate, pitch, vowel, loud })
  }
  return scaled(sound, dBov)
}

/** White noise that is that loud. */
export function whiteNoise(samples: number, dBov: number, seed = 7): Int16Array<ArrayBuffer> {
  const random = seededRandom(seed)
  // The sum of three is near enough to a bell; each has a variance of a twelfth.
  const peak = 32_768 * 10 ** (dBov / 20) * 2
  return Int16Array.from({ length: samples }, () => Math.round((random() + random() + random() - 1.5) * peak))
}

/** Two sounds at once, the second from a place in the first on. As long as the first. */
export function mixed(one: Int16Array, other: Int16Array, at = 0): Int16Array<ArrayBuffer> {
  return Int16Array.from(one, (sample, index) => {
    const both = sample + (other[index - at] ?? 0)
    return Math.max(-32_768, Math.min(32_767, both))
  })
}

interface Vowel {
  rate: number
  pitch: number
  vowel: readonly number[]
  loud: number
}

function sing(sound: Float32Array, from: number, length: number, { rate, pitch, vowel, loud }: Vowel): void {
  const harmonics = Math.floor(Math.min(3600, rate / 2 - 200) / pitch)
  const strengths = Array.from({ length: harmonics }, (_, index) => {
    const hz = (index + 1) * pitch
    return vowel.reduce((sum, formant, order) => sum + 0.5 ** order / (1 + ((hz - formant) / 90) ** 2), 0.02)
  })
  for (let at = 0; at < length; at += 1) {
    const place = Math.round(from) + at
    if (place >= sound.length) return
    const envelope = Math.sin((Math.PI * at) / length) ** 0.7
    // It falls a little towards the end of a syllable, as pitch does.
    const phase = (2 * Math.PI * pitch * (at - (0.04 * at * at) / length)) / rate
    // Sines of multiples, each from the two before it: there are minutes of this in tests.
    const twice = 2 * Math.cos(phase)
    let [sum, before, sine] = [0, 0, Math.sin(phase)]
    for (let k = 0; k < harmonics; k += 1) {
      sum += (strengths[k] ?? 0) * sine
      const next = twice * sine - before
      before = sine
      sine = next
    }
    sound[place] = (sound[place] ?? 0) + loud * envelope * sum
  }
}

function hiss(sound: Float32Array, from: number, length: number, loud: number, random: () => number): void {
  for (let at = 0; at < length; at += 1) {
    const place = Math.round(from) + at
    if (place < sound.length) sound[place] = (sound[place] ?? 0) + loud * (random() * 2 - 1)
  }
}

function scaled(sound: Float32Array, dBov: number): Int16Array<ArrayBuffer> {
  let sum = 0
  let count = 0
  for (const value of sound) {
    if (Math.abs(value) < 0.01) continue
    sum += value * value
    count += 1
  }
  const factor = count ? (32_768 * 10 ** (dBov / 20)) / Math.sqrt(sum / count) : 0
  return Int16Array.from(sound, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * factor))))
}

import type { Ringer } from '../store/ports.ts'

/** Two soft tones, then silence, and again. */
const TONES = [587, 740]
const TONE_S = 0.38
const EVERY_MS = 2_400
const LOUDNESS = 0.12

/** Rings with the browser's own tones: nothing is fetched, and the sound ends in the moment it is told to. */
export function browserRinger(): Ringer {
  let context: AudioContext | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let sounding: OscillatorNode[] = []

  function once(): void {
    // Until the page was clicked once, the browser keeps it silent; the notification is there all the same.
    if (context?.state === 'suspended') void context.resume().catch(() => {})
    if (context?.state !== 'running') return
    const at = context.currentTime
    for (const [index, frequency] of TONES.entries()) {
      const from = at + index * TONE_S
      const tone = new OscillatorNode(context, { frequency })
      const gain = new GainNode(context, { gain: 0 })
      // Faded, so that it begins and ends without a click.
      gain.gain.setValueAtTime(0, from)
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.03)
      gain.gain.linearRampToValueAtTime(0, from + TONE_S)
      tone.connect(gain).connect(context.destination)
      tone.start(from)
      tone.stop(from + TONE_S)
      tone.onended = () => {
        sounding = sounding.filter((one) => one !== tone)
      }
      sounding.push(tone)
    }
  }

  return {
    ring(on) {
      if (on === (timer !== undefined)) return
      clearInterval(timer)
      timer = undefined
      for (const tone of sounding.splice(0)) tone.disconnect()
      if (!on || typeof AudioContext === 'undefined') return
      context ??= new AudioContext()
      timer = setInterval(once, EVERY_MS)
      once()
    },
  }
}

const EVERY_MS = 3_000
const NOTES = [
  [660, 0],
  [880, 0.22],
] as const
const NOTE_S = 0.9
const LOUDNESS = 0.12

/** Two soft notes every few seconds, made here. Of all tabs one rings. Silent until the page was touched once, as browsers want it. */
export class RingSound {
  #release: (() => void) | null = null
  #wanted = false

  start(): void {
    if (this.#wanted) return
    this.#wanted = true
    const ring = (): Promise<void> => (this.#wanted ? this.#ring() : Promise.resolve())
    // Browsers without locks ring in every tab.
    if (navigator.locks) void navigator.locks.request('baton:ring', ring)
    else void ring()
  }

  stop(): void {
    this.#wanted = false
    this.#release?.()
    this.#release = null
  }

  #ring(): Promise<void> {
    return new Promise((resolve) => {
      const audio = new AudioContext()
      const play = (): void => {
        for (const [frequency, after] of NOTES) this.#note(audio, frequency, audio.currentTime + after)
      }
      play()
      const timer = setInterval(play, EVERY_MS)
      this.#release = () => {
        clearInterval(timer)
        void audio.close()
        resolve()
      }
    })
  }

  #note(audio: AudioContext, frequency: number, at: number): void {
    const oscillator = new OscillatorNode(audio, { frequency })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(at)
    oscillator.stop(at + NOTE_S)
  }
}

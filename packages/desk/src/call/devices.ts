import type { MicrophoneCode } from './voice.ts'

export interface Listening {
  /** What is heard now, in dBov. */
  level(): number
  stop(): void
}

/** Why a microphone cannot be had, from what the browser says. */
export function microphoneCode(error: unknown): MicrophoneCode {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'microphone_denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'microphone_missing'
  if (name === 'NotReadableError' || name === 'AbortError') return 'microphone_busy'
  return navigator.mediaDevices ? 'audio' : 'microphone_missing'
}

/** Listens to a microphone and plays nothing of it. Rejects with what the browser says. */
export async function listenTo(device: string | null): Promise<Listening> {
  const audio = device === null ? true : { deviceId: { exact: device } }
  const stream = await navigator.mediaDevices.getUserMedia({ audio })
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 1024 })
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.max(-127, 10 * Math.log10(power + 1e-13))
    },
    stop() {
      for (const track of stream.getTracks()) track.stop()
      void context.close()
    },
  }
}

const TONE_S = 0.8

/** A tone on the speaker of calls; on the system's where the browser has no choice. */
export async function playTone(speaker: string | null): Promise<void> {
  const context = new AudioContext()
  // Not every browser lets a page choose.
  if (speaker !== null && 'setSinkId' in context && typeof context.setSinkId === 'function')
    await context.setSinkId(speaker).catch(() => {})
  const tone = new OscillatorNode(context, { frequency: 660 })
  const gain = new GainNode(context, { gain: 0 })
  const at = context.currentTime
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(0.15, at + 0.05)
  gain.gain.setValueAtTime(0.15, at + TONE_S - 0.1)
  gain.gain.linearRampToValueAtTime(0, at + TONE_S)
  tone.connect(gain).connect(context.destination)
  tone.start()
  tone.stop(at + TONE_S)
  await new Promise((done) => {
    tone.onended = done
  })
  await context.close()
}

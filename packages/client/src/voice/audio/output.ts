interface Sink {
  setSinkId?(id: string): Promise<void>
}

/** Where a call is heard. */
export interface Output {
  /** Connect to this. */
  readonly input: AudioNode
  /** 0 to 1. */
  volume(level: number): void
  /** Another loudspeaker; '' is the system's own. False: the browser leaves no choice, or it is gone. */
  use(speaker: string): Promise<boolean>
  close(): void
}

/**
 * Straight to the context's destination where a context can choose its loudspeaker (Chromium), which is also what its
 * echo cancellation listens to. Elsewhere through an `<audio>` element: only that can choose one, and WebKit cancels the
 * echo of, and does not mute, what an element plays. It costs about 20 ms.
 */
const needsElement = (): boolean => !('setSinkId' in AudioContext.prototype)

/** To be called inside a tap: WebKit lets an element play only then. */
export function openOutput(context: AudioContext, byElement = needsElement()): Output {
  const gain = context.createGain()
  const element = byElement ? elementFor(context, gain) : null
  if (!element) gain.connect(context.destination)
  const sink = (element ?? context) as Sink
  return {
    input: gain,
    volume: (level) => gain.gain.setTargetAtTime(Math.min(1, Math.max(0, level)), context.currentTime, 0.01),
    async use(speaker) {
      try {
        await sink.setSinkId?.(speaker)
        return sink.setSinkId !== undefined
      } catch {
        // It was pulled out, or may not be used here; what was heard so far goes on.
        return false
      }
    },
    close() {
      gain.disconnect()
      if (element) element.srcObject = null
    },
  }
}

function elementFor(context: AudioContext, gain: GainNode): HTMLAudioElement {
  const destination = context.createMediaStreamDestination()
  gain.connect(destination)
  const element = new Audio()
  element.srcObject = destination.stream
  // A browser that refuses now plays with the next tap; the call itself does not fail.
  element.play().catch(() => {})
  return element
}

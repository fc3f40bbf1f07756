/** What a page with a voice has, for the test to use. */
export interface VoicePage {
  /** Speaks into the microphone: samples of 16 kHz, 16 bits, in base64. Resolves when it is said. */
  say(samples: string): Promise<void>
  /** How loud the loudest moment was since it was asked last, as RMS: 0 is silence, 1 as loud as can be. */
  heard(): number
}

declare global {
  interface Window {
    batonVoice: VoicePage
  }
}

/**
 * Runs before anything else in a page. Its microphone is asked for as ever, and says what the test has it say, when the test
 * has it say it: a file that Chromium plays would speak by a clock of its own, whatever the other side does. All that the
 * page plays passes by an ear. Has to stand alone: it is sent as text.
 */
export function givePageVoice(): void {
  const RATE = 16_000
  const LISTEN_MS = 20
  let microphone: { context: AudioContext; into: GainNode } | undefined
  let loudest = 0

  const { mediaDevices } = navigator
  const askFor = mediaDevices?.getUserMedia.bind(mediaDevices)
  if (askFor) {
    mediaDevices.getUserMedia = async (constraints) => {
      const allowed = await askFor(constraints)
      for (const track of allowed.getTracks()) track.stop()
      microphone ??= voiceOf(new AudioContext({ sampleRate: RATE }))
      const { context, into } = microphone
      const destination = context.createMediaStreamDestination()
      into.connect(destination)
      return destination.stream
    }
  }

  function voiceOf(context: AudioContext): { context: AudioContext; into: GainNode } {
    return { context, into: context.createGain() }
  }

  const connect = AudioNode.prototype.connect
  AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
    if (to[0] instanceof AudioDestinationNode) listenTo(this)
    return Reflect.apply(connect, this, to)
  } as typeof connect

  function listenTo(node: AudioNode): void {
    const ear = node.context.createAnalyser()
    Reflect.apply(connect, node, [ear])
    const samples = new Float32Array(ear.fftSize)
    setInterval(() => {
      // Of what does not run any more the last moment stays.
      if (node.context.state !== 'running') return
      ear.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      loudest = Math.max(loudest, Math.sqrt(power))
    }, LISTEN_MS)
  }

  window.batonVoice = {
    async say(encoded) {
      if (!microphone) throw new Error('the page has not asked for the microphone')
      const { context, into } = microphone
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
      const samples = Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 0x8000)
      const buffer = context.createBuffer(1, samples.length, RATE)
      buffer.copyToChannel(samples, 0)
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(into)
      source.start()
      await new Promise((said) => {
        source.onended = said
      })
    },
    heard() {
      const was = loudest
      loudest = 0
      return was
    },
  }
}

import '../../voice/audio/worklet-scope.ts'

/** Writes down what goes to the loudspeaker, and when. */
class Recorder extends AudioWorkletProcessor {
  process([input]: Float32Array[][]): boolean {
    this.port.postMessage({ at: currentTime, samples: input?.[0]?.slice() ?? new Float32Array(128) })
    return true
  }
}

registerProcessor('recorder', Recorder)

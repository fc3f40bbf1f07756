/** 16-bit samples as floats of [-1, 1). `into` may be given where nothing should be allocated; it must be long enough. */
export function toFloat32(samples: Int16Array, into = new Float32Array(samples.length)): Float32Array {
  for (let at = 0; at < samples.length; at += 1) into[at] = (samples[at] ?? 0) / 32_768
  return into
}

/** Floats as 16-bit samples. What is out of range is held at its edge, where wrapping around would be a loud click. */
export function toInt16(samples: Float32Array, into = new Int16Array(samples.length)): Int16Array {
  for (let at = 0; at < samples.length; at += 1) {
    into[at] = Math.max(-32_768, Math.min(32_767, Math.round((samples[at] ?? 0) * 32_768)))
  }
  return into
}

/** Little-endian, as the wire and WAV have them, on a machine of either kind. */
export function bytesOf(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < samples.length; at += 1) view.setInt16(at * 2, samples[at] ?? 0, true)
  return bytes
}

/** A copy, so the bytes may begin at an odd place. Half a sample at the end is left out. */
export function samplesOf(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(bytes.length >> 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < samples.length; at += 1) samples[at] = view.getInt16(at * 2, true)
  return samples
}

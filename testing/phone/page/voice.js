/** WeChat records AMR, which browsers cannot play; this one says nothing for two seconds. */
function amr() {
  const frame = [0x04, ...new Array(12).fill(0)]
  return {
    type: 'audio/amr',
    name: 'voice.amr',
    bytes: [...new TextEncoder().encode('#!AMR\n'), ...new Array(100).fill(frame).flat()],
  }
}

/** Two seconds of a soft tone, as WAV. */
function tone() {
  const rate = 8_000
  const samples = 2 * rate
  const view = new DataView(new ArrayBuffer(44 + samples))
  const words = (at, word) => {
    for (const [index, char] of [...word].entries()) view.setUint8(at + index, char.charCodeAt(0))
  }
  words(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  words(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  words(36, 'data')
  view.setUint32(40, samples, true)
  for (let at = 0; at < samples; at += 1) {
    const swell = Math.sin((Math.PI * at) / samples)
    view.setUint8(44 + at, 128 + Math.round(40 * swell * Math.sin((2 * Math.PI * 330 * at) / rate)))
  }
  return { type: 'audio/wav', name: 'voice.wav', bytes: [...new Uint8Array(view.buffer)] }
}

export const voiceOf = (vendor) => (vendor === 'wechat' ? amr() : tone())

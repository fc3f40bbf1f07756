/** Two seconds in which nothing is said: so many frames of a kind, each but its header empty. */
function silence(head, frame, length, frames) {
  const one = [...frame, ...new Array(length - frame.length).fill(0)]
  return [...head, ...new Array(frames).fill(one).flat()]
}

/** WeChat records AMR, which browsers cannot play; the others something that they can. */
export const voiceOf = (vendor) =>
  vendor === 'wechat'
    ? { type: 'audio/amr', name: 'voice.amr', bytes: silence(new TextEncoder().encode('#!AMR\n'), [0x04], 13, 100) }
    : { type: 'audio/mpeg', name: 'voice.mp3', bytes: silence([], [0xff, 0xfb, 0x10, 0xc4], 104, 77) }

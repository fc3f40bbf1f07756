interface PeerPage {
  peer: RTCPeerConnection
}

/** Runs in the page, like all that follow: none may use anything from outside. */
export async function offerCall(): Promise<string> {
  const peer = new RTCPeerConnection()
  ;(globalThis as unknown as PeerPage).peer = peer
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  })
  for (const track of stream.getTracks()) peer.addTrack(track, stream)
  // Where it is listened to: a call by WebRTC needs no graph.
  new AudioContext().createMediaStreamSource(stream)
  await peer.setLocalDescription(await peer.createOffer())
  await new Promise<void>((resolve) => {
    if (peer.iceGatheringState === 'complete') resolve()
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()
  })
  return JSON.stringify(peer.localDescription)
}

export async function answerCall(offer: string): Promise<string> {
  const peer = new RTCPeerConnection()
  ;(globalThis as unknown as PeerPage).peer = peer
  // Whoever may use the microphone tells the other its real address.
  await navigator.mediaDevices.getUserMedia({ audio: true })
  peer.ontrack = ({ streams: [stream] }) => {
    if (!stream) return
    // What comes is only decoded when an element plays it.
    const element = new Audio()
    element.srcObject = stream
    element.muted = true
    void element.play()
    const context = new AudioContext()
    context.createMediaStreamSource(stream).connect(context.destination)
  }
  await peer.setRemoteDescription(JSON.parse(offer))
  await peer.setLocalDescription(await peer.createAnswer())
  await new Promise<void>((resolve) => {
    if (peer.iceGatheringState === 'complete') resolve()
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()
  })
  return JSON.stringify(peer.localDescription)
}

export async function takeAnswer(answer: string): Promise<void> {
  await (globalThis as unknown as PeerPage).peer.setRemoteDescription(JSON.parse(answer))
}

export async function concealedShare(): Promise<number> {
  const report = await (globalThis as unknown as PeerPage).peer.getStats()
  for (const stat of report.values()) {
    if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue
    return (100 * stat.concealedSamples) / stat.totalSamplesReceived
  }
  return Number.NaN
}

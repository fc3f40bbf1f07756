import { CAPTURE } from '../audio/worklet-scope.ts'
import type { Heard } from './framer.ts'
import { openMicrophone } from './microphone.ts'

/** What is said here. The worklet's module has been added to the context. */
export interface Capture {
  /** Of the microphone in use; null where the browser does not tell. */
  readonly device: string | null
  /** Another microphone; null is the system's own. Rejects with a `VoiceError`, and what was heard so far goes on. */
  use(deviceId: string | null): Promise<void>
  close(): void
}

export interface CaptureOptions {
  context: AudioContext
  stream: MediaStream
  /** Where frames go. */
  frames: MessagePort
  onHeard(heard: Heard): void
  /** The microphone was pulled out, or taken away. */
  onLost(): void
}

export function createCapture({ context, stream, frames, onHeard, onLost }: CaptureOptions): Capture {
  const node = new AudioWorkletNode(context, CAPTURE, {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  })
  node.port.onmessage = ({ data }: MessageEvent<Heard>) => onHeard(data)
  node.port.postMessage(frames, [frames])
  let held = stream
  let source = listen(stream)

  function listen(next: MediaStream): MediaStreamAudioSourceNode {
    const from = context.createMediaStreamSource(next)
    from.connect(node)
    for (const track of next.getTracks()) track.onended = onLost
    return from
  }

  function letGo(): void {
    source.disconnect()
    for (const track of held.getTracks()) {
      track.onended = null
      track.stop()
    }
  }

  return {
    get device() {
      return held.getAudioTracks()[0]?.getSettings().deviceId ?? null
    },
    async use(deviceId) {
      const next = await openMicrophone(deviceId)
      letGo()
      held = next
      source = listen(next)
    },
    close() {
      letGo()
      node.port.close()
    },
  }
}

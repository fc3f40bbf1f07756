import { FRAME_MS } from '@baton/protocol/wire'

/** So much may lie in the socket, where it cannot be taken back … */
const IN_SOCKET_BYTES = 4 * 1024
/** … and so much may wait before it. Together at most 250 ms of PCM. */
const WAITING_FRAMES = 6

/** Keeps audio from piling up on a line that is too slow: what is late is of no use. */
export interface SendWindow {
  push(frame: ArrayBuffer): void
  /** Hands over what there is room for. */
  flush(): void
  readonly waitingMs: number
  readonly dropped: number
}

export function createSendWindow(socket: { bufferedAmount: number; send(frame: ArrayBuffer): void }): SendWindow {
  const waiting: ArrayBuffer[] = []
  let dropped = 0
  const flush = () => {
    while (socket.bufferedAmount < IN_SOCKET_BYTES) {
      const frame = waiting.shift()
      if (!frame) return
      socket.send(frame)
    }
  }
  return {
    push(frame) {
      waiting.push(frame)
      flush()
      if (waiting.length <= WAITING_FRAMES) return
      waiting.shift()
      dropped += 1
    },
    flush,
    get waitingMs() {
      // The socket tells bytes; PCM has 32 of them in a millisecond.
      return waiting.length * FRAME_MS + socket.bufferedAmount / 32
    },
    get dropped() {
      return dropped
    },
  }
}

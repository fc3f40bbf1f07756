import { serverFrame } from '@baton/protocol'

/** How a refused socket ends: its last words, its close code, and the protocol that was agreed on. */
export async function refusalOf(
  answer: Response,
): Promise<{ protocol: string | null; close: number; bye: { type: string; code?: string } }> {
  const socket = answer.webSocket
  if (answer.status !== 101 || !socket) throw new Error(`not a socket: ${answer.status}`)
  let bye: { type: string; code?: string } = { type: 'silence' }
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      bye = serverFrame.parse(JSON.parse(String(data)))
    })
    socket.addEventListener('close', ({ code }) => resolve(code))
  })
  socket.accept()
  return { close: await closed, bye, protocol: answer.headers.get('sec-websocket-protocol') }
}

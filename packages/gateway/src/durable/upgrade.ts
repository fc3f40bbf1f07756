import { type CloseCode, ERRORS, type ErrorCode, SUBPROTOCOL } from '@baton/protocol'
import { metrics } from '../metrics/metrics.ts'

/** What a frame says of an error. */
export const problemOf = (code: ErrorCode): { code: ErrorCode; message: string; retryable: boolean } => ({
  code,
  message: ERRORS[code].message,
  retryable: ERRORS[code].retryable,
})

/** The client's end of a socket whose other end is taken. */
export const upgraded = (client: WebSocket, offered = true): Response =>
  new Response(null, {
    status: 101,
    webSocket: client,
    headers: offered ? { 'sec-websocket-protocol': SUBPROTOCOL } : {},
  })

/**
 * Refuses an upgrade. A browser's script cannot read an HTTP status here, so the socket opens, says why, and closes.
 * `offered` is false when the client did not ask for our protocol: it may then not be named in the answer.
 */
export function refuseUpgrade(code: ErrorCode, close: CloseCode, offered = true, retryAfterMs?: number): Response {
  metrics.byes.add(code)
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  const later = retryAfterMs !== undefined && { retryAfterMs: Math.ceil(retryAfterMs) }
  server.send(JSON.stringify({ type: 'bye', ...problemOf(code), ...later }))
  server.close(close, code)
  return upgraded(client, offered)
}

/**
 * Answers a peer's close. A hibernatable socket does not do so by itself, and the peer would wait ten seconds for it.
 * 1005, 1006 and 1015 say what happened and may not be sent.
 */
export function finishClose(ws: WebSocket, code: number, reason: string): void {
  const isSendable = code !== 1005 && code !== 1006 && code !== 1015
  ws.close(isSendable ? code : 1000, reason)
}

import { type CloseCode, ERRORS, type ErrorCode, SUBPROTOCOL } from '@baton/protocol'

/** What a frame says of an error. */
export const problemOf = (code: ErrorCode): { code: ErrorCode; message: string; retryable: boolean } => ({
  code,
  message: ERRORS[code].message,
  retryable: ERRORS[code].retryable,
})

/** The client's end of a socket whose other end is taken. */
export const upgraded = (client: WebSocket): Response =>
  new Response(null, { status: 101, webSocket: client, headers: { 'sec-websocket-protocol': SUBPROTOCOL } })

/** Refuses an upgrade. A browser's script cannot read an HTTP status here, so the socket opens, says why, and closes. */
export function refuseUpgrade(code: ErrorCode, close: CloseCode): Response {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  server.send(JSON.stringify({ type: 'bye', ...problemOf(code) }))
  server.close(close, code)
  return upgraded(client)
}

import type { Line } from '../line/line.ts'
import type { Request } from '../request.ts'

interface Served {
  close(): void
  showWays(on: boolean): void
  requestUpdate(): void
}

/** Does what a part of the panel asked for. False when it cannot be done now. */
export const serve = (request: Request, line: Line, widget: Served): boolean => {
  const { client, snapshot } = line
  switch (request.kind) {
    case 'command':
      return line.use((session) => session.send(request.command))
    case 'retry':
      client?.retry(request.id)
      break
    case 'discard':
      client?.discard(request.id)
      break
    case 'typing':
      client?.typing(request.on)
      break
    case 'older':
      void client?.loadOlder().catch(() => widget.requestUpdate())
      break
    case 'client':
      if (client) request.use(client)
      break
    case 'reconnect':
      // A refusal is final for its client; a new one asks again.
      // One that could not be loaded is loaded again.
      if (snapshot.connection === 'refused' || !client) line.close()
      else client?.connect()
      break
    case 'reload':
      location.reload()
      break
    case 'ways':
      widget.showWays(request.on)
      break
    case 'close':
      widget.close()
  }
  return true
}

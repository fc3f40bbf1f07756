import type { Line } from '../line/line.ts'
import type { Request } from '../request.ts'

interface Served {
  close(): void
  requestUpdate(): void
}

/** Does what a part of the panel asked for. */
export const serve = (request: Request, line: Line, widget: Served): void => {
  const { client, snapshot } = line
  switch (request.kind) {
    case 'command':
      client?.send(request.command)
      break
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
      if (snapshot.connection === 'refused') line.close()
      else client?.connect()
      break
    case 'reload':
      location.reload()
      break
    case 'close':
      widget.close()
  }
}

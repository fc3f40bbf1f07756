import type { ClientFrame, Role, ServerFrame } from '@baton/protocol/wire'

/** One accepted socket, as the gateway has it. */
export interface Connection {
  role: Role
  id: string
  isLive: boolean
  send(frame: ServerFrame): void
  close(code: number): void
}

/** What stands at the other end of a line. */
export interface Host {
  accept(connection: Connection): void
  receive(connection: Connection, frame: ClientFrame): void
  gone(connection: Connection): void
}

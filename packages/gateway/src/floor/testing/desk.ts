import { env } from 'cloudflare:workers'
import { type Board, type FloorServerFrame, type FloorTicket, floorServerFrame } from '@baton/protocol'
import { vi } from 'vitest'
import { TICKET_HEADER } from '../../env.ts'

export const DESK_ORIGIN = 'https://desk.example'

/** A desk at the other end of a floor socket. */
export class Desk {
  readonly frames: FloorServerFrame[] = []
  closed: { code: number; reason: string } | null = null
  #count = 0
  readonly socket: WebSocket

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.addEventListener('message', ({ data }) => {
      this.frames.push(floorServerFrame.parse(JSON.parse(String(data))))
    })
    socket.addEventListener('close', ({ code, reason }) => {
      this.closed = { code, reason }
    })
    socket.accept()
  }

  /** Opens a floor socket as the Worker would after verifying the ticket. */
  static async connect(
    workspace: string,
    agentId: string,
    { jti = crypto.randomUUID(), login }: { jti?: string; login?: string } = {},
  ): Promise<Desk> {
    const ticket: FloorTicket = {
      room: 'floor',
      workspace,
      origin: DESK_ORIGIN,
      agent: { id: agentId, name: agentId },
      jti,
      ...(login !== undefined && { login }),
      expiresAt: Date.now() + 60_000,
    }
    const response = await env.FLOOR.getByName(workspace).fetch('https://floor/', {
      headers: { upgrade: 'websocket', [TICKET_HEADER]: encodeURIComponent(JSON.stringify(ticket)) },
    })
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`)
    return new Desk(response.webSocket)
  }

  /** Opens a floor socket and says hello. */
  static async arrive(workspace: string, agentId: string, login?: string): Promise<Desk> {
    const desk = await Desk.connect(workspace, agentId, login === undefined ? {} : { login })
    desk.socket.send('{"type":"hello","v":1,"req":1}')
    await desk.until(({ type }) => type === 'welcome')
    return desk
  }

  /** Sends a frame with an id of its own and resolves with its `ack` or `nack`. */
  async ask(frame: Record<string, unknown>): Promise<FloorServerFrame> {
    this.#count += 1
    const id = `frame-${this.#count}`.padEnd(8, '-')
    this.socket.send(JSON.stringify({ ...frame, id }))
    return this.until((answer) => 'id' in answer && answer.id === id)
  }

  async until(isIt: (frame: FloorServerFrame) => boolean): Promise<FloorServerFrame> {
    return vi.waitUntil(() => this.frames.find(isIt), { timeout: 15_000, interval: 10 })
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    return vi.waitUntil(() => this.closed, { timeout: 15_000, interval: 10 })
  }

  get board(): Board {
    const frame = this.frames.findLast((each) => each.type === 'board' || each.type === 'welcome')
    if (!frame || !('board' in frame)) throw new Error('no board yet')
    return frame.board
  }

  async untilBoard(isIt: (board: Board) => boolean): Promise<Board> {
    return vi.waitUntil(() => this.frames.some((frame) => 'board' in frame) && isIt(this.board) && this.board, {
      timeout: 15_000,
      interval: 10,
    })
  }

  get codes(): string[] {
    return this.frames.flatMap((frame) => ('code' in frame ? [frame.code] : []))
  }
}

export const hasOffer = (board: Board): boolean => board.offers.length === 1

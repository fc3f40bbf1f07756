import type { CapturedFrame } from '../capture/framer.ts'
import { pcmEncoder } from '../codec/codec.ts'
import { openSocket, type SocketLine } from '../transport/socket-line.ts'
import { Incoming } from './incoming.ts'
import type { MediaNews, MediaOrder } from './media-orders.ts'
import { Outgoing } from './outgoing.ts'
import { SendQueue } from './send-queue.ts'

/**
 * Carries the sound of one call between its worklets and its line, wherever it runs: in a thread of its own, where a page that
 * is busy cannot hold it up, or, where there is none, on the page's.
 */
export function createMedia(tell: (news: MediaNews) => void): (order: MediaOrder) => void {
  const lines = new Map<number, SocketLine>()
  const closing: Promise<void>[] = []
  const queue = new SendQueue()
  let carrying: SocketLine | null = null
  let isSilent = false
  let hearsOpus = false
  let outgoing: Outgoing | null = null
  let incoming: Incoming | null = null

  function begin({ track, capture, player }: Extract<MediaOrder, { kind: 'begin' }>): void {
    const made = new Outgoing(track, (frame) => queue.push(frame, carrying))
    outgoing = made
    incoming = new Incoming((piece) => player.postMessage(piece, [piece.samples.buffer as ArrayBuffer]))
    capture.onmessage = ({ data }: MessageEvent<CapturedFrame>) => made.push(data, isSilent)
  }

  function open({ line, ...address }: Extract<MediaOrder, { kind: 'open' }>): void {
    const opened = openSocket(address)
    lines.set(line, opened)
    opened.on('open', () => tell({ kind: 'open', line }))
    opened.on('control', (frame) => {
      // What follows a welcome is sound already: it does not wait for the page to have read it.
      if (frame.type === 'welcome') carry(opened, frame.resumed)
      tell({ kind: 'control', line, frame })
    })
    opened.on('state', (state) => tell({ kind: 'state', line, state }))
    opened.on('audio', (frame) => {
      if (opened !== carrying) return
      // It comes from whoever has the narrower line, and may come before anybody here speaks it.
      if (frame.codec === 'opus') void hearOpus().catch(() => {})
      incoming?.push(frame)
    })
    opened.on('closed', (why) => {
      letGo(line)
      tell({ kind: 'closed', line, ...why })
    })
  }

  function carry(line: SocketLine, isResumed: boolean): void {
    carrying = line
    if (!isResumed) incoming?.restart()
  }

  function letGo(line: number): void {
    const gone = lines.get(line)
    lines.delete(line)
    if (gone !== carrying) return
    carrying = null
    queue.down()
  }

  function close(line: number): void {
    const open = lines.get(line)
    if (open) closing.push(open.close())
    letGo(line)
  }

  /** Not loaded, it is neither heard nor spoken. */
  async function hearOpus(): Promise<void> {
    if (hearsOpus) return
    hearsOpus = true
    const { opusDecoder } = await import('../codec/opus.ts')
    incoming?.decodeBy('opus', opusDecoder())
  }

  async function speakOpus(): Promise<void> {
    const { opusEncoder } = await import('../codec/opus.ts')
    // Whatever happens to it, PCM is always understood.
    const failed = () => outgoing?.encodeBy('pcm16', pcmEncoder)
    outgoing?.encodeBy('opus', opusEncoder(failed))
  }

  async function end(): Promise<void> {
    carrying = null
    outgoing?.close()
    incoming?.close()
    await Promise.all(closing)
    tell({ kind: 'ended' })
  }

  return (order) => {
    switch (order.kind) {
      case 'begin':
        return begin(order)
      case 'open':
        return open(order)
      case 'send':
        return void lines.get(order.line)?.send(order.frame)
      case 'close':
        return close(order.line)
      case 'silent':
        isSilent = order.on
        return
      case 'opus':
        return void speakOpus().catch(() => {})
      case 'restart':
        return incoming?.restart()
      case 'end':
        for (const line of lines.keys()) close(line)
        return void end()
    }
  }
}

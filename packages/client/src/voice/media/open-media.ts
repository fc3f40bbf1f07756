import type { Track } from '@baton/protocol/wire'
import { createEmitter, type Emitter } from '../../emitter.ts'
import type { LineState, OpenTransport, TransportEvents } from '../transport/transport.ts'
import type { MediaNews, MediaOrder, MediaPorts } from './media-orders.ts'
import { type MediaThread, startMedia } from './media-thread.ts'

/** The sound of a call, as the page commands it. */
export interface Media {
  /** A line for frames of the call; sound is carried by the one that was welcomed last. */
  open: OpenTransport
  begin(track: Track, ports: MediaPorts): void
  /** Nothing of what is heard leaves. */
  silent(on: boolean): void
  speakOpus(): void
  /** Whoever spoke on the tracks is another now. */
  restart(): void
  close(): void
}

interface Line {
  emitter: Emitter<TransportEvents>
  state: LineState
  isOpen: boolean
}

/** @param url of the file that the thread runs. What is ordered before it runs is carried out when it does. */
export function openMedia(url: string): Media {
  const lines = new Map<number, Line>()
  const waiting: MediaOrder[] = []
  let thread: MediaThread | null = null
  let isClosed = false
  let count = 0

  startMedia(url, hear).then(
    (started) => {
      thread = started
      for (const order of waiting.splice(0)) started.order(order)
      if (isClosed) started.end()
    },
    // Its file could not be loaded either: no line opens, which its caller waits for no longer than it waits for any.
    () => {},
  )

  function order(next: MediaOrder): void {
    if (thread) thread.order(next)
    else waiting.push(next)
  }

  function hear(news: MediaNews): void {
    const line = 'line' in news ? lines.get(news.line) : undefined
    if (!line) return
    switch (news.kind) {
      case 'open':
        line.isOpen = true
        return line.emitter.emit('open', undefined)
      case 'control':
        return line.emitter.emit('control', news.frame)
      case 'state':
        line.state = news.state
        return
      case 'closed':
        lines.delete(news.line)
        line.isOpen = false
        return line.emitter.emit('closed', { isFinal: news.isFinal, code: news.code })
    }
  }

  return {
    open(address) {
      count += 1
      const id = count
      const line: Line = {
        emitter: createEmitter<TransportEvents>(),
        state: { rttMs: null, clockOffsetMs: 0, waitingMs: 0 },
        isOpen: false,
      }
      lines.set(id, line)
      order({ kind: 'open', line: id, ...address })
      return {
        on: line.emitter.on,
        get line() {
          return line.state
        },
        send(frame) {
          if (line.isOpen) order({ kind: 'send', line: id, frame })
          return line.isOpen
        },
        close() {
          lines.delete(id)
          line.isOpen = false
          order({ kind: 'close', line: id })
        },
      }
    },
    begin: (track, ports) => order({ kind: 'begin', track, ...ports }),
    silent: (on) => order({ kind: 'silent', on }),
    speakOpus: () => order({ kind: 'opus' }),
    restart: () => order({ kind: 'restart' }),
    close() {
      isClosed = true
      thread?.end()
    },
  }
}

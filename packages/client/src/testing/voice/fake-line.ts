import type { CallClientFrame, CallServerFrame, ClientFrame, ServerFrame, Track } from '@baton/protocol/wire'
import { createEmitter } from '../../emitter.ts'
import type { CallOptions } from '../../voice/call/call-types.ts'
import type { HeardFrame } from './relay.ts'

interface Received {
  now: number
  frames: HeardFrame[]
  controls: (CallClientFrame & { at: number })[]
}

/** A session, as far as a call needs one, and what its test says to the other end. */
export interface FakeLine {
  session: CallOptions['session']
  /** `start` or `join`, each time. */
  asked: readonly string[]
  /** Commands, on the session's line. */
  commands: readonly unknown[]
  say(track: Track, options: { gen?: number; ms: number; atOnce?: boolean }): Promise<unknown>
  send(frame: CallServerFrame): Promise<unknown>
  /** From now on somebody on this track says the same, as it came. */
  echo(track: Track): Promise<unknown>
  stall(ms: number): Promise<unknown>
  kill(): Promise<unknown>
  /** The line goes, and what it was with it. */
  forget(): Promise<unknown>
  received(): Promise<Received>
}

let count = 0

/** `isBusy`: there is a call already. */
export async function fakeLine(isBusy = false): Promise<FakeLine> {
  const asked: string[] = []
  const commands: unknown[] = []
  count += 1
  const call = `call-${count}-${Math.random()}`
  const ask = async (query: Record<string, string | number>) => {
    const search = new URLSearchParams(Object.entries({ call, ...query }).map(([name, value]) => [name, String(value)]))
    return (await fetch(`/testing/voice?${search}`)).json()
  }
  const address: string = await ask({ do: 'address' })
  const emitter = createEmitter<{ frame: ServerFrame }>()
  const tell = (frame: ClientFrame): boolean => {
    if (frame.type !== 'call') return true
    const { req } = frame
    asked.push(frame.do)
    const fault = { type: 'fault', of: 'call', req, code: 'call_busy', message: 'busy', retryable: false } as const
    const isRefused = frame.do === 'start' && isBusy
    queueMicrotask(() => emitter.emit('frame', isRefused ? fault : { type: 'call', req, call, ticket: call }))
    return true
  }
  const send = (command: unknown): string => `${commands.push(command)}`
  return {
    asked,
    commands,
    session: { address, tell, on: emitter.on as CallOptions['session']['on'], send },
    say: (track, { gen = 0, ms, atOnce }) => ask({ do: 'say', track, gen, ms, ...(atOnce && { 'at-once': 1 }) }),
    send: (frame) => ask({ do: 'send', frame: JSON.stringify(frame) }),
    echo: (track) => ask({ do: 'echo', track }),
    stall: (ms) => ask({ do: 'stall', ms }),
    kill: () => ask({ do: 'kill' }),
    forget: () => ask({ do: 'forget' }),
    received: () => ask({ do: 'received' }),
  }
}

import { CALL_LIMITS, type CallClientFrame, type CallServerFrame, CLOSE } from '@baton/protocol/wire'
import type { Platform } from '../../platform.ts'
import { networkProblem, problemOf } from '../../problem.ts'
import type { ClientProblem } from '../../types.ts'
import type { LineState, OpenTransport, TransportAddress, VoiceTransport } from '../transport/transport.ts'

export type Welcome = Extract<CallServerFrame, { type: 'welcome' }>

/** A network that is back is noticed within a second. */
const RETRY = { firstMs: 150, capMs: 1000 } as const
/** Asking for a ticket, opening the socket and being welcomed may take so long. */
const ATTEMPT_MS = 5000
/** A call that could not be begun within this time is given up. */
const BEGIN_MS = 15_000
export interface CallLineOptions {
  platform: Pick<Platform, 'after' | 'now' | 'random'>
  /** A fresh ticket for every attempt. */
  admit(): Promise<TransportAddress>
  open: OpenTransport
  hello(): Omit<Extract<CallClientFrame, { type: 'hello' }>, 'type' | 'v' | 'resume'>
  onWelcome(welcome: Welcome): void
  onControl(frame: CallServerFrame): void
  onDown(): void
  /** It is over, and was not told why: `null` after a call that went on, a problem where none came about. */
  onOver(problem: ClientProblem | null): void
}

/** One transport at a time, opened again for as long as the gateway keeps the call. */
export interface CallLine {
  connect(): void
  send(frame: CallClientFrame): boolean
  readonly state: LineState | null
  close(): void
}

export function createCallLine(options: CallLineOptions): CallLine {
  const { platform, admit, open, onWelcome, onControl, onDown, onOver } = options
  let transport: VoiceTransport | null = null
  let isUp = false
  let isClosed = false
  let generation = 0
  let failures = 0
  let resume: string | null = null
  let downSince = platform.now()
  let patienceMs = BEGIN_MS
  let stopTimer = () => {}
  let lastProblem: ClientProblem | null = null

  function timer(ms: number, run: () => void): void {
    stopTimer()
    stopTimer = platform.after(ms, run)
  }

  function abandon(): void {
    generation += 1
    stopTimer()
    transport?.close()
    transport = null
  }

  function over(problem: ClientProblem | null): void {
    if (isClosed) return
    isClosed = true
    abandon()
    // After it was up, all there is to say is that it is gone, but for one thing: it goes on elsewhere.
    const isTold = resume === null || problem?.code === 'call_busy'
    onOver(isTold ? (problem ?? networkProblem) : null)
  }

  function lost(): void {
    abandon()
    if (isUp) {
      isUp = false
      downSince = platform.now()
      onDown()
    }
    if (platform.now() - downSince > patienceMs) return over(lastProblem)
    failures += 1
    // The first try after a call was cut is made at once: nobody waits on purpose with a person on the line.
    const waitMs = failures === 1 ? 0 : platform.random() * Math.min(RETRY.capMs, RETRY.firstMs * 2 ** failures)
    timer(waitMs, attempt)
  }

  async function attempt(): Promise<void> {
    abandon()
    const mine = generation
    timer(ATTEMPT_MS, lost)
    try {
      const address = await admit()
      if (mine === generation) listen(open(address), mine)
    } catch (error) {
      if (mine !== generation) return
      lastProblem = problemOf(error)
      if (lastProblem.retryable) lost()
      else over(lastProblem)
    }
  }

  function listen(opened: VoiceTransport, mine: number): void {
    transport = opened
    const isMine = () => mine === generation
    opened.on('open', () => {
      if (isMine()) opened.send({ type: 'hello', v: 1, ...options.hello(), ...(resume !== null && { resume }) })
    })
    opened.on('control', (frame) => {
      if (!isMine()) return
      if (frame.type === 'welcome') welcomed(frame)
      else if (frame.type === 'bye') lastProblem = problemOf(frame)
      onControl(frame)
    })
    opened.on('closed', ({ isFinal, code }) => {
      if (!isMine()) return
      if (!isFinal || (lastProblem?.retryable && code !== CLOSE.callOver)) lost()
      else over(lastProblem)
    })
  }

  function welcomed(welcome: Welcome): void {
    stopTimer()
    isUp = true
    failures = 0
    lastProblem = null
    resume = welcome.resume
    patienceMs = Math.min(welcome.resumeMs, CALL_LIMITS.resumeMs)
    onWelcome(welcome)
  }

  return {
    connect: () => void attempt(),
    send: (frame) => isUp && transport?.send(frame) === true,
    get state() {
      return transport?.line ?? null
    },
    close() {
      isClosed = true
      abandon()
    },
  }
}

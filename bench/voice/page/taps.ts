import type { Page } from 'playwright-core'

/** What was heard at one end of a page: samples since `startedAt`, by the wall clock. */
export interface Tap {
  rate: number
  /** Milliseconds since 1970 at which the first sample passed. */
  startedAt: number
  samples: Float32Array
}

/** A text frame of one of the page's sockets, or something its person pressed, by the wall clock. */
export interface Noted {
  at: number
  what: 'sent' | 'received' | 'pressed'
  text: string
}

type Ends = 'microphone' | 'speaker'

/**
 * Listens at both ends of whatever a page does with sound, without the page's knowledge: what comes from a microphone, and what is
 * connected to a destination. Notes its sockets' text and its person's presses, too. To be installed before the page's own
 * scripts; the context must bypass the page's policy.
 */
export async function installTaps(page: Page): Promise<void> {
  await page.addInitScript(tapEverything)
}

/** Of several contexts, the one that was opened last: a ring has another than the call that follows it. */
export const tapped = async (page: Page, end: Ends): Promise<Tap> => {
  const { rate, startedAt, base64 } = await page.evaluate(
    (which) => (globalThis as unknown as TappedPage).batonTaps.read(which),
    end,
  )
  const bytes = Buffer.from(base64, 'base64')
  const whole = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
  return { rate, startedAt, samples: Float32Array.from(whole, (sample) => sample / 32_768) }
}

export const noted = (page: Page): Promise<Noted[]> =>
  page.evaluate(() => (globalThis as unknown as TappedPage).batonTaps.noted)

interface TappedPage {
  batonTaps: { read(end: Ends): { rate: number; startedAt: number; base64: string }; noted: Noted[] }
}

/** Runs in the page, and may use nothing from outside. */
function tapEverything(): void {
  // Told of in batches: a message for every 128 samples would keep the page busy with being listened to.
  const PROCESSOR = `registerProcessor('baton-tap', class extends AudioWorkletProcessor {
    batch = new Float32Array(2048)
    filled = 0
    process([input]) {
      if (input && input[0]) this.batch.set(input[0], this.filled)
      else this.batch.fill(0, this.filled, this.filled + 128)
      this.filled += 128
      if (this.filled === 2048) {
        this.port.postMessage({ frame: currentFrame + 128 - 2048, samples: this.batch })
        this.filled = 0
      }
      return true
    }
  })`
  const MICROPHONE_AFTER_MS = 2_000
  const url = URL.createObjectURL(new Blob([PROCESSOR], { type: 'text/javascript' }))
  interface Recording {
    rate: number
    blocks: Map<number, Float32Array>
    /** By the second: the earliest a frame was told of, as when frame 0 would have been. */
    zeros: Map<number, number>
  }
  const recordings: Record<Ends, Recording[]> = { microphone: [], speaker: [] }
  const noted: Noted[] = []
  const connect = AudioNode.prototype.connect
  const taps = new WeakMap<BaseAudioContext, Promise<AudioWorkletNode>>()
  const now = () => performance.timeOrigin + performance.now()

  function record(into: Recording, { frame, samples }: { frame: number; samples: Float32Array }) {
    const zero = now() - ((frame + samples.length) / into.rate) * 1_000
    const second = Math.floor(frame / into.rate)
    into.zeros.set(second, Math.min(zero, into.zeros.get(second) ?? Number.POSITIVE_INFINITY))
    into.blocks.set(frame, samples)
  }

  async function tapOf(context: BaseAudioContext, end: Ends): Promise<AudioWorkletNode> {
    const recording: Recording = { rate: context.sampleRate, blocks: new Map(), zeros: new Map() }
    recordings[end].push(recording)
    await context.audioWorklet.addModule(url)
    const node = new AudioWorkletNode(context, 'baton-tap', { numberOfOutputs: 0 })
    node.port.onmessage = ({ data }) => record(recording, data)
    return node
  }

  // What leads to the end of a graph is heard at the speaker.
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    const [to] = args
    if (to instanceof AudioDestinationNode || to instanceof MediaStreamAudioDestinationNode) {
      const { context } = this
      const tap = taps.get(context) ?? tapOf(context, 'speaker')
      taps.set(context, tap)
      void tap.then((node) => Reflect.apply(connect, this, [node]))
    }
    return Reflect.apply(connect, this, args)
  } as typeof connect

  // In the graph that sends it: another would have it from a queue of its own, which is late by something else each time.
  const { createMediaStreamSource } = AudioContext.prototype
  AudioContext.prototype.createMediaStreamSource = function (stream) {
    const source = createMediaStreamSource.call(this, stream)
    // Not at once: what begins a call is measured, too, and nobody speaks before it has.
    setTimeout(() => {
      void tapOf(this, 'microphone').then((node) => Reflect.apply(connect, source, [node]))
    }, MICROPHONE_AFTER_MS)
    return source
  }

  const Native = globalThis.WebSocket
  globalThis.WebSocket = class extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') noted.push({ at: now(), what: 'received', text: data })
      })
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      if (typeof data === 'string') noted.push({ at: now(), what: 'sent', text: data })
      super.send(data as string)
    }
  }

  // A call's socket is in a thread of its own, which is told what to send and tells what came.
  const Thread = globalThis.Worker
  globalThis.Worker = class extends Thread {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options)
      this.addEventListener('message', ({ data }) => {
        if (data?.kind === 'control') noted.push({ at: now(), what: 'received', text: JSON.stringify(data.frame) })
      })
    }

    override postMessage(order: { kind?: string; frame?: unknown }, ...rest: unknown[]): void {
      if (order?.kind === 'send') noted.push({ at: now(), what: 'sent', text: JSON.stringify(order.frame) })
      Reflect.apply(super.postMessage, this, [order, ...rest])
    }
  }
  for (const kind of ['click', 'keydown'] as const)
    addEventListener(
      kind,
      (event) => noted.push({ at: now(), what: 'pressed', text: event instanceof KeyboardEvent ? event.key : kind }),
      true,
    )

  const read = (end: Ends) => {
    const { rate, blocks, zeros } = recordings[end].findLast((each) => each.blocks.size > 0) ?? {
      rate: 48_000,
      blocks: new Map<number, Float32Array>(),
      zeros: new Map<number, number>(),
    }
    const frames = [...blocks.keys()].sort((a, b) => a - b)
    const first = frames[0] ?? 0
    const last = frames.at(-1) ?? 0
    const samples = new Int16Array(frames.length > 0 ? last - first + (blocks.get(last)?.length ?? 0) : 0)
    for (const [frame, block] of blocks) {
      for (let index = 0; index < block.length; index += 1)
        samples[frame - first + index] = Math.max(-1, Math.min(1, block[index] ?? 0)) * 32_767
    }
    const sorted = [...zeros.values()].sort((a, b) => a - b)
    const zero = sorted[sorted.length >> 1] ?? 0
    const bytes = new Uint8Array(samples.buffer)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
    return { rate, startedAt: zero + (first / rate) * 1_000, base64: btoa(text) }
  }
  ;(globalThis as unknown as TappedPage).batonTaps = { read, noted }
}

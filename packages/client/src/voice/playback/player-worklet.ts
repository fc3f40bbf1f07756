import { PLAYER } from '../audio/worklet-scope.ts'
import { PlayerMix } from './player-mix.ts'
import type { PlayerOrder } from './player-orders.ts'

class PlayerProcessor extends AudioWorkletProcessor {
  readonly #mix = new PlayerMix(sampleRate)

  constructor() {
    super()
    this.#listen(this.port)
  }

  #listen(port: MessagePort): void {
    port.onmessage = ({ data }: MessageEvent<PlayerOrder>) => {
      if (data.kind === 'port') this.#listen(data.pieces)
      else this.#mix.order(data, currentTime * 1000)
    }
  }

  process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const nowMs = currentTime * 1000
    const [first, ...others] = output ?? []
    if (first) this.#mix.fill(first, nowMs)
    for (const other of others) if (first) other.set(first)
    const report = this.#mix.report(nowMs)
    if (report) this.port.postMessage(report)
    return true
  }
}

registerProcessor(PLAYER, PlayerProcessor)

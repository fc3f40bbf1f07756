import { PLAYER } from '../audio/worklet-scope.ts'
import type { PlayerOrder, PlayerReport } from './player-orders.ts'

/** Plays what comes of a call. The worklet's module has been added to the context. */
export interface Player {
  /** Of the bot: nothing older than `gen` is heard from here on. */
  clear(gen: number): void
  /** Of the bot: silent at once, and on from there; false. */
  pause(on: boolean): void
  /** Of the bot: nothing is known of what it said before. */
  restart(): void
  close(): void
}

/** @param pieces is where what is to be heard comes from. */
export function createPlayer(
  context: AudioContext,
  output: AudioNode,
  pieces: MessagePort,
  told: (report: PlayerReport) => void,
): Player {
  const node = new AudioWorkletNode(context, PLAYER, { numberOfInputs: 0, outputChannelCount: [1] })
  node.port.onmessage = ({ data }: MessageEvent<PlayerReport>) => told(data)
  node.connect(output)
  const order = (message: PlayerOrder, transfer: Transferable[] = []) => node.port.postMessage(message, transfer)
  order({ kind: 'port', pieces }, [pieces])
  return {
    clear: (gen) => order({ kind: 'clear', gen }),
    pause: (on) => order({ kind: on ? 'pause' : 'resume' }),
    restart: () => order({ kind: 'restart' }),
    close() {
      node.disconnect()
      node.port.close()
    },
  }
}

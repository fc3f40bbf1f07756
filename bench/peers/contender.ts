import type { Pair } from '../load/generator.ts'

/** A server under measurement, with sessions to talk in. */
export interface Contender {
  name: string
  /** Id of the server's process. */
  pid: number
  pairs: Pair[]
  stop(): Promise<void>
}

import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The clock a gateway sees, set from outside while it runs. Needs Linux and a C compiler. */
export class GatewayClock {
  /** For the environment of the gateway's process. */
  readonly env: Record<string, string>
  readonly #file: string

  private constructor(library: string, file: string) {
    this.env = { LD_PRELOAD: library, CLOCK_OFFSET_FILE: file }
    this.#file = file
  }

  /** Null when this machine cannot make one. */
  static build(folder: string): GatewayClock | null {
    const library = join(folder, 'step.so')
    const file = join(folder, 'offset')
    try {
      execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'step.c')], {
        stdio: 'pipe',
      })
    } catch {
      return null // the caller says that it was not run
    }
    writeFileSync(file, secondsAsBytes(0))
    return new GatewayClock(library, file)
  }

  /** As far from the real time, in seconds. */
  step(seconds: number): void {
    // Written in place: the process has the file mapped.
    const file = openSync(this.#file, 'r+')
    writeSync(file, secondsAsBytes(seconds), 0, 8, 0)
    closeSync(file)
  }
}

function secondsAsBytes(seconds: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(seconds))
  return bytes
}

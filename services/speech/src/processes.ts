import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** The longest that a program may take for one sentence, or one list of words. */
const LIMIT_MS = 20_000

export interface Program {
  command: string
  /** Everybody on the machine can read them: what people say is never among them. */
  args: string[]
  /** What it reads. */
  input?: string
}

/** A program ended otherwise than it should. Its message says nothing of what it was given. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'
}

/** A program that has begun, and waits for what it is to read. */
export class Running {
  readonly #command: string
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #ended: Promise<number | null>

  constructor({ command, args }: Omit<Program, 'input'>) {
    this.#command = command
    // A group of its own: its number ends it and its own children, and nothing else.
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve(null))
      this.#child.once('close', resolve)
    })
    // A program that ended early does not read to the end; how it ended says more than the pipe.
    this.#child.stdin.on('error', () => undefined)
  }

  get isThere(): boolean {
    const { pid, exitCode, signalCode } = this.#child
    return pid !== undefined && exitCode === null && signalCode === null
  }

  /** What it writes, as it writes it. It is ended, with all that it started, when nobody reads on or `signal` says so. */
  async *output(input: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const end = (): void => this.end()
    const late = setTimeout(end, LIMIT_MS)
    signal?.addEventListener('abort', end)
    this.#child.stdin.end(input)
    try {
      yield* this.#child.stdout as AsyncIterable<Buffer>
      const code = await this.#ended
      signal?.throwIfAborted()
      if (code !== 0) throw new ProgramError(`${this.#command} ended with ${code ?? 'a signal'}`)
    } finally {
      clearTimeout(late)
      signal?.removeEventListener('abort', end)
      end()
    }
  }

  end(): void {
    const { pid } = this.#child
    if (pid === undefined || !this.isThere) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

export async function* outputOf({ input = '', ...program }: Program, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  yield* new Running(program).output(input, signal)
}

export async function allOf(program: Program, signal?: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of outputOf(program, signal)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

import { spawn } from 'node:child_process'

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

/** What a program writes, as it writes it. It is ended, with all that it started, when nobody reads on or `signal` says so. */
export async function* outputOf({ command, args, input = '' }: Program, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  // A group of its own: its number ends it and its own children, and nothing else.
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  const end = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It ended by itself in the meantime.
    }
  }
  const late = setTimeout(end, LIMIT_MS)
  signal?.addEventListener('abort', end)
  // A program that ended early does not read to the end; how it ended says more than the pipe.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  try {
    yield* child.stdout as AsyncIterable<Buffer>
    const code = await ended
    signal?.throwIfAborted()
    if (code !== 0) throw new ProgramError(`${command} ended with ${code ?? 'a signal'}`)
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', end)
    end()
  }
}

export async function allOf(program: Program, signal?: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of outputOf(program, signal)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

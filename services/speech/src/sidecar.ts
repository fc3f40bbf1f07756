import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface RunningSpeech {
  /** Its origin, e.g. `http://127.0.0.1:4000`. Its API is below `/v1`. */
  url: string
  stop(): Promise<void>
}

/**
 * Runs the program at `main` with a port, as a process of its own. The library can end all of it with a wild pointer: it is
 * started again at the same port, without the vocabularies, which are put again once somebody misses them. One that ends
 * before it is ready is not.
 */
export async function runSidecar(main: URL, port: number): Promise<RunningSpeech> {
  let isStopped = false
  let child = forked(main, port)
  const { url } = await readyOf(child)
  const keep = (): void => {
    child.once('exit', (code, signal) => {
      if (isStopped) return
      console.error(`speech: its process ended with ${code ?? signal}; another is started`)
      child = forked(main, Number(new URL(url).port))
      readyOf(child).then(keep, (error: Error) => {
        if (!isStopped) console.error(`speech: ${error.message}`)
      })
    })
  }
  keep()
  return {
    url,
    stop: async () => {
      isStopped = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

const forked = (main: URL, port: number): ChildProcess =>
  fork(fileURLToPath(main), [String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })

/** @throws when it ends first. */
function readyOf(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    const early = (code: number | null, signal: string | null): void =>
      reject(new Error(`it ended with ${code ?? signal} before it was ready`))
    child.once('exit', early)
    child.once('message', (told) => {
      child.off('exit', early)
      resolve(told as { url: string })
    })
  })
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { missingPackages } from './installed.ts'

export { missingPackages, speechInstalled } from './installed.ts'

export interface RunningSpeech {
  /** Its origin, e.g. `http://127.0.0.1:4000`. Its API is below `/v1`. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts the embedded recogniser and voices as a process of their own. 0 takes any free port. Throws when Debian packages
 * are missing.
 *
 * @example
 * const speech = await startSpeech({ port: 0 })
 * await fetch(`${speech.url}/v1/audio/speech`, { method: 'POST', body: JSON.stringify({ input: 'Hello.' }) })
 * await speech.stop()
 */
export async function startSpeech({ port = 0 }: { port?: number } = {}): Promise<RunningSpeech> {
  const missing = missingPackages()
  if (missing.length > 0) throw new Error(`Speech needs these Debian packages: ${missing.join(' ')}`)
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const [told] = await Promise.race([
    once(child, 'message') as Promise<[{ url: string }]>,
    ended.then(([code]) => Promise.reject(new Error(`speech ended with ${code} before it was ready`))),
  ])
  return {
    url: told.url,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

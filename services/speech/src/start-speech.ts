import { missingPackages } from './installed.ts'
import { type RunningSpeech, runSidecar } from './sidecar.ts'

export { missingPackages, speechInstalled } from './installed.ts'
export type { RunningSpeech } from './sidecar.ts'

/**
 * Starts the embedded recogniser and voices as a process of their own, which is started again should it end by itself. 0
 * takes any free port. Throws when Debian packages are missing.
 *
 * @example
 * const speech = await startSpeech({ port: 0 })
 * await fetch(`${speech.url}/v1/audio/speech`, { method: 'POST', body: JSON.stringify({ input: 'Hello.' }) })
 * await speech.stop()
 */
export async function startSpeech({ port = 0 }: { port?: number } = {}): Promise<RunningSpeech> {
  const missing = missingPackages()
  if (missing.length > 0) throw new Error(`Speech needs these Debian packages: ${missing.join(' ')}`)
  return runSidecar(new URL('./main.ts', import.meta.url), port)
}

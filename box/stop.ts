import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkerdProcess } from './workerd-process.ts'

/** How long answers that are being sent may take where sockets keep workerd from ending by itself. */
const LAST_BYTES_MS = 500

/** A local socket's path may have about a hundred characters, so it does not lie in the folder of the data. Removed with its folder. */
export const controlPath = (): string => join(mkdtempSync(join(tmpdir(), 'baton-')), 'control')

/**
 * Ends a gateway in order, within `boundMs`: nobody new is let in, requests under way are answered, the port closes, the
 * process ends. workerd waits for open sockets, which nobody closes while a desk is open; they drop, and their clients
 * come back and resume. What was acknowledged is on disk.
 */
export async function stopWorkerd(workerd: WorkerdProcess, control: string, boundMs: number): Promise<void> {
  const end = Date.now() + boundMs
  const left = (): number => Math.max(0, end - Date.now())
  const sockets = await Promise.race([
    // It does not answer: it hangs, is gone, or something takes longer than it may.
    requestStop(control, left()).catch(() => 1),
    workerd.ended.then(() => 0),
  ])
  workerd.signal('SIGTERM')
  await Promise.race([workerd.ended, sleep(sockets === 0 ? left() : Math.min(left(), LAST_BYTES_MS))])
  workerd.signal('SIGKILL')
  await workerd.ended
  await rm(join(control, '..'), { recursive: true, force: true })
}

/** Resolves with the number of open sockets when no request is under way any more. */
async function requestStop(control: string, withinMs: number): Promise<number> {
  const asked = request({ socketPath: control, path: '/stop', method: 'POST', signal: AbortSignal.timeout(withinMs) })
  asked.end()
  const [answer] = await once(asked, 'response')
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return (JSON.parse(text) as { sockets: number }).sockets
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

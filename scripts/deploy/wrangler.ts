import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '@baton/box/root'

const FOLDER = join(root, 'packages/gateway')

/** Runs wrangler in the gateway's folder. What it asks and says is the operator's to see. Resolves with its exit code. */
export const wrangler = (args: readonly string[]): Promise<number> => start(args, 'inherit').code

/** Runs wrangler without showing it. */
export async function askWrangler(args: readonly string[]): Promise<{ ok: boolean; said: string }> {
  const { child, code } = start(args, 'pipe')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  return { ok: (await code) === 0, said: stripVTControlCharacters(said).trim() }
}

function start(args: readonly string[], stdio: 'inherit' | 'pipe') {
  const child = spawn(join(FOLDER, 'node_modules/.bin/wrangler'), args, {
    cwd: FOLDER,
    stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  const code = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  return { child, code }
}

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAMES = ['gateway', 'admin', 'objects', 'host', 'business', 'agents'] as const
type Name = (typeof NAMES)[number]

/**
 * Secrets of one installation: `gateway` signs tickets, `admin` opens the admin API, `objects` names the stored objects,
 * `host` signs the shop's tokens, `business` opens its API, `agents` is the demo agents' password.
 */
export type KeptSecrets = Record<Name, string>

/** Reads `secrets.json` of `folder`; what is missing is made once and kept, readable by its owner only. */
export async function keptSecrets(folder: string): Promise<KeptSecrets> {
  const file = join(folder, 'secrets.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const kept = JSON.parse(text) as Partial<KeptSecrets>
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, kept[name] ?? randomBytes(name === 'agents' ? 6 : 32).toString('base64url')]),
  ) as KeptSecrets
  if (NAMES.some((name) => kept[name] === undefined)) {
    await mkdir(folder, { recursive: true })
    await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  }
  return secrets
}

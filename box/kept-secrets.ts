import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Secrets of one gateway, with their bytes: `gateway` signs tickets, `admin` opens the admin API, `objects` names the stored objects. */
export const GATEWAY_SECRETS = { gateway: 32, admin: 32, objects: 32 } as const

export type GatewaySecrets = Record<keyof typeof GATEWAY_SECRETS, string>

export const secretsFile = (folder: string): string => join(folder, 'secrets.json')

/**
 * Reads the secrets `wanted`, by name and number of random bytes, from `secrets.json` of `folder`. What is missing is made
 * once and kept, readable by its owner only; others in the file stay.
 */
export async function keptSecrets<Name extends string>(
  folder: string,
  wanted: Readonly<Record<Name, number>>,
): Promise<Record<Name, string>> {
  const file = secretsFile(folder)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const kept = JSON.parse(text) as Partial<Record<string, string>>
  const names = Object.keys(wanted) as Name[]
  const secrets = Object.fromEntries(
    names.map((name) => [name, kept[name] ?? randomBytes(wanted[name]).toString('base64url')]),
  ) as Record<Name, string>
  if (names.some((name) => kept[name] === undefined)) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Moved into its place whole: without `objects` nothing that is stored can be found again.
    await writeFile(`${file}.new`, `${JSON.stringify({ ...kept, ...secrets }, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    })
    await rename(`${file}.new`, file)
  }
  return secrets
}

import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BackupError } from './backup-error.ts'
import { copyClass } from './copy-class.ts'
import { type Manifest, readManifest, writeManifest } from './manifest.ts'
import { Sums } from './sums.ts'

/**
 * The class of objects that no backup holds. Were the keys in every backup, an erased customer's would be in the older ones,
 * and with them what was sealed and the customer. There is one copy, the newest: it has what erasing left behind, too.
 */
export const KEYS = 'Keys'
/** What a restore does not take back: what was thrown away, and what was written down about it. */
const KEPT = [KEYS, 'Audit']

/** Where the copy of the keys lies unless somebody says otherwise. */
export const keysBeside = (backup: string): string => join(dirname(backup), 'baton-keys')

/** Puts a copy of the keys in `from` in place of the one at `to`. */
export async function writeKeys(options: { from: string; to: string; release: string; at: string }): Promise<void> {
  const { from, to, release, at } = options
  if (await isThere(to)) await readKeysManifest(to)
  const part = `${to}.part`
  const old = `${to}.old`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  await chmod(part, 0o700)
  const written = new Sums(part)
  const objects = await copyClass(KEYS, from, part, written)
  await writeManifest(part, { release, at, objects, holds: 'keys', ...(await written.close()) })
  await rm(old, { recursive: true, force: true })
  if (await isThere(to)) await rename(to, old)
  await rename(part, to)
  await rm(old, { recursive: true, force: true })
}

/** @throws BackupError when the folder is something else. */
export async function readKeysManifest(from: string): Promise<Manifest> {
  const manifest = await readManifest(from)
  if (manifest.holds !== 'keys') throw new BackupError('not_a_backup', `${from} is not a copy of the keys.`)
  return manifest
}

/**
 * The keys a folder has of the gateway whose objects are named by `key`, with its secrets: newer than any copy. Also where
 * a restore was broken off between two steps.
 */
export async function liveKeys(into: string, key: string): Promise<{ data: string; secrets: string } | null> {
  for (const folder of [into, join(into, '.replaced')]) {
    const secrets = join(folder, 'secrets.json')
    const text = await readFile(secrets, 'utf8').catch(() => '{}')
    const data = join(folder, 'data')
    const isOfIt = (JSON.parse(text) as { objects?: string }).objects === key
    if (isOfIt && (await isThere(join(data, `${key}-${KEYS}`)))) return { data, secrets }
  }
  return null
}

/** Copied rather than moved: should this be broken off, they are where they were. */
export async function takeOver(from: string, to: string, key: string): Promise<void> {
  for (const name of KEPT) {
    const live = join(from, `${key}-${name}`)
    if (!(await isThere(live))) continue
    await rm(join(to, `${key}-${name}`), { recursive: true, force: true })
    await cp(live, join(to, `${key}-${name}`), { recursive: true })
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

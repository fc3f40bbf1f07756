import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `0.1.0-1a2b3c4d`: a version, and a hash of all its files. What is in such a folder never changes. */
const PINNED = /^\d+\.\d+\.\d+[\w.]*-[0-9a-f]{8}$/
/** Sites that pin an older build have this many builds' time to change their tag. */
const KEPT = 5

export interface Integrity {
  version: string
  /** Where this very build stays, e.g. `/widget/0.1.0-1a2b3c4d/`. */
  path: string
  /** `sha384-…` of every script, as `integrity` attributes want it. */
  files: Record<string, string>
}

/** Whether a folder of this name is a build that others may have pinned. */
export const isPinned = (name: string): boolean => PINNED.test(name)

/**
 * Puts a copy of a build where it stays, under a name that is its content's, beside the builds before it, and says in
 * `integrity.json` what each script hashes to. `folder` holds the build and, afterwards, the copies.
 */
export async function pinBuild(folder: string, version: string): Promise<Integrity> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !isPinned(name.split('/')[0] ?? '') && name !== 'integrity.json')
    .sort()
  const scripts = names.filter((name) => name.endsWith('.js'))
  const files: Record<string, string> = {}
  const whole = createHash('sha256')
  for (const name of scripts) {
    const content = await readFile(join(folder, name))
    files[name] = `sha384-${createHash('sha384').update(content).digest('base64')}`
    whole.update(`${name}\0`).update(content).update('\0')
  }
  const pinned = `${version}-${whole.digest('hex').slice(0, 8)}`
  const integrity: Integrity = { version, path: `/widget/${pinned}/`, files }
  const text = `${JSON.stringify(integrity, null, 2)}\n`
  for (const name of names) {
    await mkdir(join(folder, pinned, name, '..'), { recursive: true })
    await cp(join(folder, name), join(folder, pinned, name))
  }
  await writeFile(join(folder, pinned, 'integrity.json'), text)
  await writeFile(join(folder, 'integrity.json'), text)
  await dropOldest(folder, pinned)
  return integrity
}

async function dropOldest(folder: string, newest: string): Promise<void> {
  const older = (await readdir(folder)).filter((name) => isPinned(name) && name !== newest)
  const aged = await Promise.all(
    older.map(async (name) => ({ name, at: (await stat(join(folder, name, 'integrity.json'))).mtimeMs })),
  )
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(KEPT - 1))
    await rm(join(folder, name), { recursive: true })
}

import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../root.ts'
import { BackupError } from './backup-error.ts'
import { copyBlobs } from './blobs.ts'
import { copyClass } from './copy-class.ts'
import { KEYS, keysBeside, writeKeys } from './keys-copy.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { Sums } from './sums.ts'

/**
 * Copies a gateway's folder into `to`, which must not exist, while the gateway may be running on it. Each object is of
 * one moment; they are not all of the same. It is written to `to.part` and renamed, so a backup that is there is whole.
 *
 * @param options.keys where the only copy of the keys goes, in place of the one before: no backup holds any.
 * @throws BackupError
 */
export async function writeBackup(options: {
  folder: string
  to: string
  keys?: string | undefined
}): Promise<Omit<Manifest, 'format'>> {
  const { folder, to, keys = keysBeside(to) } = options
  const part = `${to}.part`
  if (await isThere(to)) throw new BackupError('exists', `${to} exists. Choose another folder.`)
  if (await isThere(part)) {
    throw new BackupError('exists', `${part} exists: a backup runs, or was broken off. In that case remove it.`)
  }
  const key = await objectsKey(folder)
  // Personal data in clear, and the secrets.
  await mkdir(part, { recursive: true, mode: 0o700 })
  await chmod(part, 0o700)
  try {
    const written = new Sums(part)
    await copyFile(join(folder, 'secrets.json'), join(part, 'secrets.json'))
    await chmod(join(part, 'secrets.json'), 0o600)
    await written.add('secrets.json')
    let objects = 0
    const classes = await classesOf(folder, key)
    for (const { name, from } of classes) {
      if (name !== KEYS) objects += await copyClass(name, from, part, written)
    }
    // After the objects: what they name is there, and what was brought since is nobody's yet.
    await copyBlobs(join(folder, 'blobs'), part, written)
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    const at = new Date().toISOString()
    // After whatever is sealed with them, so that none of that is without its key.
    const from = classes.find(({ name }) => name === KEYS)?.from
    if (from !== undefined) await writeKeys({ from, to: keys, release: version, at })
    const manifest = { release: version, at, objects, hasKeys: from !== undefined, ...(await written.close()) }
    await writeManifest(part, manifest)
    await rename(part, to)
    return manifest
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

async function objectsKey(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'secrets.json'), 'utf8').catch(() => null)
  const key = text === null ? undefined : (JSON.parse(text) as { objects?: string }).objects
  if (!key) throw new BackupError('no_data', `${folder} has no data of a gateway. BATON_FOLDER names its folder.`)
  return key
}

/** Folders of objects are named by their key and class; in a backup by the class alone, for names of files get about. */
async function classesOf(folder: string, key: string): Promise<{ name: string; from: string }[]> {
  const data = join(folder, 'data')
  const names = (await readdir(data))
    .filter((each) => each.startsWith(`${key}-`))
    .map((each) => each.slice(key.length + 1))
  // Directory last: a session it does not know could never be opened, one without a copy begins anew.
  names.sort((a, b) => Number(a === 'Directory') - Number(b === 'Directory') || (a < b ? -1 : 1))
  return names.map((name) => ({ name, from: join(data, `${key}-${name}`) }))
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

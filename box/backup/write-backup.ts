import { createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdir, opendir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { root } from '../root.ts'
import { Alarms, alarmOf } from './alarms.ts'
import { BackupError } from './backup-error.ts'
import { copyDatabase } from './copy-database.ts'
import { hashed } from './hashed.ts'
import { type Manifest, SUMS, writeManifest } from './manifest.ts'

const ALARMS = 'metadata.sqlite'

/**
 * Copies a gateway's folder into `to`, which must not exist, while the gateway may be running on it. Each object is of
 * one moment; they are not all of the same. It is written to `to.part` and renamed, so a backup that is there is whole.
 *
 * @throws BackupError
 */
export async function writeBackup(options: { folder: string; to: string }): Promise<Omit<Manifest, 'format'>> {
  const { folder, to } = options
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
    for (const { name, from } of await classesOf(folder, key)) objects += await copyClass(name, from, part, written)
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    const manifest = { release: version, at: new Date().toISOString(), objects, ...(await written.close()) }
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

async function copyClass(name: string, from: string, part: string, written: Sums): Promise<number> {
  const folder = join('data', name)
  await mkdir(join(part, folder), { recursive: true })
  await copyDatabase(join(from, ALARMS), join(part, folder, ALARMS))
  const alarms = new Alarms(join(part, folder, ALARMS))
  let objects = 0
  for await (const { name: file } of await opendir(from)) {
    if (!file.endsWith('.sqlite') || file === ALARMS) continue
    await copyDatabase(join(from, file), join(part, folder, file))
    alarms.set(file.slice(0, -'.sqlite'.length), alarmOf(join(part, folder, file)))
    await written.add(join(folder, file))
    objects += 1
  }
  alarms.close()
  await written.add(join(folder, ALARMS))
  return objects
}

/** Writes `SHA256SUMS` line by line, so that memory does not grow with the number of files. */
class Sums {
  readonly #part: string
  readonly #lines: ReturnType<typeof createWriteStream>
  #files = 0
  #bytes = 0

  constructor(part: string) {
    this.#part = part
    this.#lines = createWriteStream(join(part, SUMS))
  }

  async add(file: string): Promise<void> {
    const { sum, bytes } = await hashed(join(this.#part, file), { sync: true })
    this.#files += 1
    this.#bytes += bytes
    if (!this.#lines.write(`${sum}  ${file}\n`)) await new Promise<void>((ready) => this.#lines.once('drain', ready))
  }

  async close(): Promise<Pick<Manifest, 'files' | 'bytes' | 'sums'>> {
    this.#lines.end()
    await finished(this.#lines)
    const { sum } = await hashed(join(this.#part, SUMS), { sync: true })
    return { files: this.#files, bytes: this.#bytes, sums: sum }
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

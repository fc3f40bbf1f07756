import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beginGeneration } from '../generation.ts'
import { isInUse } from '../in-use.ts'
import { BackupError } from './backup-error.ts'
import { BLOB_PATH } from './blobs.ts'
import { hashed } from './hashed.ts'
import { keysBeside, liveKeys, readKeysManifest, takeOver } from './keys-copy.ts'
import { type Manifest, readManifest, SUMS } from './manifest.ts'

/** What a line of `SHA256SUMS` may name. */
const LINE = new RegExp(
  `^([0-9a-f]{64}) {2}(secrets\\.json|data/(\\w+)/(?:[0-9a-f]{64}|metadata)\\.sqlite|blobs/${BLOB_PATH})$`,
)
const STAGE = '.restoring'
const REPLACED = '.replaced'

/**
 * Puts a backup into a folder and gives the folder a new generation. Everything is copied and checked before anything of
 * the folder is touched.
 *
 * @param options.replace allows a folder that is not empty; its data and secrets are removed, its keys are not.
 * @param options.keys a copy of the keys, for a folder that has none; null to go without.
 * @throws BackupError
 */
export async function restoreBackup(options: {
  from: string
  into: string
  replace: boolean
  keys?: string | null | undefined
}): Promise<Manifest> {
  const { from, into, replace, keys = keysBeside(from) } = options
  const manifest = await readManifest(from)
  await mkdir(into, { recursive: true, mode: 0o700 })
  await refuseInUse(into)
  if (!replace && (await readdir(into)).length > 0) {
    throw new BackupError('not_empty', `${into} is not empty. --replace removes the data and secrets that are in it.`)
  }
  const stage = join(into, STAGE)
  await rm(stage, { recursive: true, force: true })
  try {
    await mkdir(join(stage, 'data'), { recursive: true, mode: 0o700 })
    await mkdir(join(stage, 'blobs'), { mode: 0o700 })
    const key = await objectsKey(from)
    await copyChecked(from, stage, manifest, key)
    await stageKeys({ into, stage, manifest, key, from: keys })
    // However it came here.
    await chmod(join(stage, 'secrets.json'), 0o600)
    await refuseInUse(into)
    await swap(stage, into)
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
  return manifest
}

async function refuseInUse(folder: string): Promise<void> {
  if (await isInUse(folder)) throw new BackupError('in_use', `A gateway runs on ${folder}. Stop it first.`)
}

/** What was erased stays erased: the keys that are here are newer than the backup, and so is what they say of the erased. */
async function stageKeys(options: {
  into: string
  stage: string
  manifest: Manifest
  key: string
  from: string | null
}): Promise<void> {
  const { into, stage, manifest, key, from } = options
  const live = await liveKeys(into, key)
  if (live) {
    await takeOver(live.data, join(stage, 'data'), key)
    // Whatever wraps the keys now is in there.
    await copyFile(live.secrets, join(stage, 'secrets.json'))
  } else if (from !== null && (await isThere(from))) {
    await copyChecked(from, stage, await readKeysManifest(from), key)
  } else if (from !== null && manifest.hasKeys) {
    throw new BackupError(
      'no_keys',
      `The keys are in no backup, and there is no copy of them at ${from}. --keys names it. --without-keys goes on without: what is sealed stays shut, and customers who were erased since the backup come back.`,
    )
  }
}

async function objectsKey(from: string): Promise<string> {
  const text = await readFile(join(from, 'secrets.json'), 'utf8').catch(absent('secrets.json'))
  return (JSON.parse(text) as { objects: string }).objects
}

const damaged = (what: string) => new BackupError('damaged', `The backup is damaged: ${what}. Nothing was changed.`)

const absent = (file: string) => (error: NodeJS.ErrnoException) => {
  throw error.code === 'ENOENT' ? damaged(`${file} is missing`) : error
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function copyChecked(from: string, stage: string, manifest: Manifest, key: string): Promise<void> {
  const list = join(from, SUMS)
  if ((await hashed(list).catch(absent(SUMS))).sum !== manifest.sums) throw damaged(`${SUMS} is not what was written`)
  let files = 0
  for await (const line of (await open(list)).readLines()) {
    const [, sum, file = '', name] = LINE.exec(line) ?? []
    if (!sum) throw damaged(`${SUMS} has a line that names no file of a backup`)
    const target = join(stage, name === undefined ? file : file.replace(`data/${name}/`, `data/${key}-${name}/`))
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(from, file), target).catch(absent(file))
    if ((await hashed(target, { sync: true })).sum !== sum) throw damaged(`${file} is not what was written`)
    files += 1
  }
  if (files !== manifest.files) throw damaged(`it has ${files} files of ${manifest.files}`)
}

/** The generation first: should this be broken off, what was there before begins anew once more, which loses nothing. */
async function swap(stage: string, into: string): Promise<void> {
  const replaced = join(into, REPLACED)
  await rm(replaced, { recursive: true, force: true })
  await mkdir(replaced, { mode: 0o700 })
  await beginGeneration(into)
  for (const name of ['data', 'blobs', 'secrets.json']) {
    await rename(join(into, name), join(replaced, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rename(join(stage, name), join(into, name))
  }
  await rm(replaced, { recursive: true })
}

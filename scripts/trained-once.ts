import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { decodeModel, encodeModel, type Model, train, trainingKey } from '@baton/bot/training'
import type { Pack } from '@baton/protocol'
import { inject } from 'vitest'

const AGAIN_MS = 100

/**
 * The model of a pack, for tests: the first file of a run that asks for it trains, for seconds, and the others wait for what
 * it leaves in the run's folder. A model is known by what it was trained on, as published ones are.
 */
export async function trainedOnce(pack: Pack): Promise<Model> {
  const folder = inject('models')
  await mkdir(folder, { recursive: true })
  const file = join(folder, createHash('sha256').update(trainingKey(pack)).digest('hex'))
  for (;;) {
    const bytes = (await read(file)) ?? (await trainAlone(file, pack))
    if (bytes) return decodeModel(bytes)
    await sleep(AGAIN_MS)
  }
}

/** Null while somebody else trains it. */
async function trainAlone(file: string, pack: Pack): Promise<Uint8Array | null> {
  const claim = `${file}.training`
  if (!(await claimed(claim))) return null
  try {
    // It may have been left between looking for it and claiming it.
    const left = await read(file)
    if (left) return left
    const bytes = encodeModel(train(pack))
    // In one step, so that nobody reads a half of it.
    await writeFile(`${file}.part`, bytes)
    await rename(`${file}.part`, file)
    return bytes
  } finally {
    await rmdir(claim)
  }
}

const read = (file: string): Promise<Uint8Array | null> => readFile(file).catch(orNull('ENOENT'))

/** Only one can make a folder. */
const claimed = async (folder: string): Promise<boolean> =>
  (await mkdir(folder).then(() => true, orNull('EEXIST'))) ?? false

const orNull =
  (code: string) =>
  (error: NodeJS.ErrnoException): null => {
    if (error.code !== code) throw error
    return null
  }

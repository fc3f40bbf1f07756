import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { copyDatabase } from '@baton/box/copy-database'

/**
 * What the first of several houses has taught its bot, for those after it: training takes ten seconds, and the same comes
 * out each time. A house that has it publishes its pack as any does, and finds that there is a model of it.
 */
export class Lessons {
  /** Objects of the same name have the same id under it. */
  readonly objectsKey = randomUUID() + randomUUID()
  #knowledge: { path: string; bytes: Uint8Array } | null = null

  /** Before the gateway runs. */
  async give(folder: string): Promise<void> {
    if (!this.#knowledge) return
    const { path, bytes } = this.#knowledge
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }

  /** Once the bot is taught. */
  async keep(folder: string): Promise<void> {
    if (this.#knowledge) return
    const objects = join('data', `${this.objectsKey}-Knowledge`)
    const names = await readdir(join(folder, objects)).catch(nothing)
    const [name] = names.filter((each) => each.endsWith('.sqlite') && each !== 'metadata.sqlite')
    // A host that names its objects by a key of its own.
    if (!name) return
    const aside = await mkdtemp(join(tmpdir(), 'baton-lessons-'))
    try {
      await copyDatabase(join(folder, objects, name), join(aside, name))
      this.#knowledge = { path: join(objects, name), bytes: await readFile(join(aside, name)) }
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
  }
}

function nothing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

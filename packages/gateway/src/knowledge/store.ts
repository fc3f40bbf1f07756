import type { Pack } from '@baton/protocol'
import { type Blobs, blobsOf } from '../blobs/blobs.ts'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { Labels } from './labels.ts'
import { Models } from './models.ts'
import { Parts } from './parts.ts'
import { Releases } from './releases.ts'
import { RuleBook } from './rule-book.ts'
import { type Kind, nameOf, putOnShelf, readPack } from './shelf.ts'
import { Training } from './training.ts'
import { type Version, versionOf } from './version.ts'

/** What Knowledge keeps: its tables, and the shelf that isolates read from. */
export class Store {
  readonly parts: Parts
  readonly releases: Releases
  readonly models: Models
  readonly training: Training
  readonly labels: Labels
  readonly ruleBook: RuleBook
  readonly #where: () => { env: Env; workspace: string }
  /** What is being put back onto the shelf, so that many who miss it cause one write. */
  readonly #mending = new Set<string>()

  readonly #sql: SqlStorage

  constructor({ sql }: DurableObjectStorage, where: () => { env: Env; workspace: string }) {
    this.parts = new Parts(sql)
    this.releases = new Releases(sql)
    this.models = new Models(sql, this.parts)
    this.training = new Training(sql, this.parts)
    this.labels = new Labels(sql)
    this.ruleBook = new RuleBook(sql, (hash) => this.pack(hash))
    this.#where = where
    this.#sql = sql
  }

  /** Whether storage was rewound since something was stored that may have been forgotten meanwhile. */
  mayRemember(generation: string): boolean {
    if (this.labels.count() === 0) return false
    const [seen] = this.#sql.exec<{ generation: string }>('SELECT generation FROM seen').toArray()
    return seen?.generation !== generation
  }

  /** What is kept is of this generation. */
  see(generation: string): void {
    this.#sql.exec('INSERT OR REPLACE INTO seen (one, generation) VALUES (1, ?)', generation)
  }

  /** On the shelf first: nothing points at what isolates would all have to fetch from here. */
  async shelve(kind: Kind, bytes: Uint8Array): Promise<Version> {
    const named = await versionOf(bytes)
    const blobs = this.#blobs()
    if (blobs) await putOnShelf(blobs, kind, bytes, named)
    return named
  }

  /** A pack that was published. */
  pack(hash: string): Pack {
    const bytes = this.parts.read(nameOf('pack', hash))
    if (!bytes) throw new Error('a pack that was published is not there')
    return readPack(bytes)
  }

  /** Puts back what was lost on the shelf, or was published before there was one. */
  async mend(kind: Kind, hash: string, bytes: Uint8Array): Promise<void> {
    const blobs = this.#blobs()
    const name = nameOf(kind, hash)
    if (!blobs || this.#mending.has(name)) return
    this.#mending.add(name)
    try {
      const named = await versionOf(bytes)
      if (named.version === hash) await putOnShelf(blobs, kind, bytes, named)
    } catch (error) {
      // It is served from here until the next try.
      warn('blobs.not_mended', error)
    } finally {
      this.#mending.delete(name)
    }
  }

  #blobs(): Blobs | null {
    const { env, workspace } = this.#where()
    return blobsOf(env, workspace)
  }
}

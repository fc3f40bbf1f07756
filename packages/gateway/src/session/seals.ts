import type { Original } from '@baton/relay/session'
import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { type SealedAt, type SealingKey, seal, sealingKey, unseal } from '../keys/seal.ts'
import { keysOf } from '../rooms-of.ts'
import type { Identity } from './store.ts'

/** Originals of one event, to be sealed for the place it has in the log. */
export interface ToSeal {
  seq: number
  originals: readonly Original[]
}

/** An original as it is stored. */
export interface Sealed {
  seq: number
  number: number
  kid: string
  sealed: Uint8Array
}

/** A text that belongs to no event, as it is stored. */
export interface SealedText {
  kid: string
  sealed: Uint8Array
}

interface Row extends Record<string, SqlStorageValue> {
  kid: string
  sealed: ArrayBuffer
}

/** Originals of what was masked, beside the log and never in it. Only the Keys room has what opens them. */
export class Seals {
  readonly #sql: SqlStorage
  readonly #env: Env
  readonly #identity: () => Identity
  /** Fetched when the first original is to be sealed, and kept as long as this object is awake. */
  #key: SealingKey | null = null

  constructor(sql: SqlStorage, env: Env, identity: () => Identity) {
    this.#sql = sql
    this.#env = env
    this.#identity = identity
  }

  /** Encrypts. Throws when the key cannot be had, or was thrown away: then nothing may be stored. */
  async seal(all: readonly ToSeal[]): Promise<Sealed[]> {
    const key = await this.#sealingKey()
    return Promise.all(
      all.flatMap(({ seq, originals }) =>
        originals.map(async ({ number, handle }) => {
          const original = new TextEncoder().encode(handle.open())
          return { seq, number, kid: key.kid, sealed: await seal(key.key, this.#at(seq, number, key.kid), original) }
        }),
      ),
    )
  }

  /** Encrypts a text that belongs to no event: `field` says which. Throws as `seal`. */
  async sealText(field: string, text: string): Promise<SealedText> {
    const { kid, key } = await this.#sealingKey()
    return { kid, sealed: await seal(key, this.#atField(field, kid), new TextEncoder().encode(text)) }
  }

  /** @throws BatonError `sealed_gone` when nothing opens it any more. */
  async openText(field: string, { kid, sealed }: SealedText): Promise<string> {
    const { key } = await this.#fetchKey()
    return new TextDecoder().decode(await unseal(key, this.#atField(field, kid), sealed))
  }

  /** Stores what was sealed, inside the transaction of its event. */
  put(all: readonly Sealed[]): void {
    for (const { seq, number, kid, sealed } of all) {
      this.#sql.exec('INSERT INTO sealed (seq, number, kid, sealed) VALUES (?, ?, ?, ?)', seq, number, kid, sealed)
    }
  }

  has(seq: number, number: number): boolean {
    return this.#row(seq, number) !== null
  }

  /** Nothing is kept of this event any more. */
  drop(seq: number): void {
    this.#sql.exec('DELETE FROM sealed WHERE seq = ?', seq)
  }

  /** Nor of those before it. */
  dropUpTo(seq: number): void {
    this.#sql.exec('DELETE FROM sealed WHERE seq <= ?', seq)
  }

  /**
   * An original in the clear. The key is asked for anew each time: it may have been thrown away.
   *
   * @throws BatonError `sealed_gone` when it is not kept, or nothing opens it any more.
   */
  async open(seq: number, number: number): Promise<string> {
    const row = this.#row(seq, number)
    if (!row) throw new BatonError('sealed_gone')
    const { key } = await this.#fetchKey()
    return new TextDecoder().decode(await unseal(key, this.#at(seq, number, row.kid), new Uint8Array(row.sealed)))
  }

  async #sealingKey(): Promise<SealingKey> {
    this.#key ??= await this.#fetchKey()
    return this.#key
  }

  async #fetchKey(): Promise<SealingKey> {
    const { workspace, session } = this.#identity()
    const answer = await keysOf(this.#env, workspace).sessionKey({ session })
    if ('erased' in answer) throw new BatonError('sealed_gone')
    return sealingKey(answer)
  }

  #row(seq: number, number: number): Row | null {
    return (
      this.#sql.exec<Row>('SELECT kid, sealed FROM sealed WHERE seq = ? AND number = ?', seq, number).toArray()[0] ??
      null
    )
  }

  #at(seq: number, number: number, kid: string): SealedAt {
    return { ...this.#identity(), seq, field: `original:${number}`, kid }
  }

  #atField(field: string, kid: string): SealedAt {
    return { ...this.#identity(), seq: 0, field, kid }
  }
}

import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { keysOf } from '../rooms-of.ts'
import { type SealedAt, type SealingKey, seal, sealingKey, unseal } from './seal.ts'

/** Something sealed, as it is stored. */
export interface SealedRow {
  kid: string
  sealed: ArrayBuffer
}

/** Seals secrets that a room keeps. What opens them is in Keys only, so a copy of the room's storage opens nothing. */
export class Sealing {
  readonly #env: () => Env
  readonly #workspace: () => string
  readonly #room: `*${string}`
  #key: SealingKey | null = null

  /** @param room names its key in Keys. No session is called so. */
  constructor(env: () => Env, workspace: () => string, room: `*${string}`) {
    this.#env = env
    this.#workspace = workspace
    this.#room = room
  }

  /** `field` is unique in the room: what was sealed under one name opens under no other. */
  async seal(field: string, original: string): Promise<{ kid: string; sealed: Uint8Array }> {
    const { kid, key } = await this.#ready()
    return { kid, sealed: await seal(key, this.#at(field, kid), new TextEncoder().encode(original)) }
  }

  /** Null when nothing opens it any more. */
  async open(field: string, { kid, sealed }: SealedRow): Promise<string | null> {
    const { key } = await this.#ready()
    try {
      return new TextDecoder().decode(await unseal(key, this.#at(field, kid), new Uint8Array(sealed)))
    } catch (error) {
      if (error instanceof BatonError && error.code === 'sealed_gone') return null
      throw error
    }
  }

  async #ready(): Promise<SealingKey> {
    this.#key ??= await this.#fetch()
    return this.#key
  }

  async #fetch(): Promise<SealingKey> {
    const answer = await keysOf(this.#env(), this.#workspace()).sessionKey({ session: this.#room })
    if ('erased' in answer) throw new BatonError('sealed_gone')
    return sealingKey(answer)
  }

  #at(field: string, kid: string): SealedAt {
    return { workspace: this.#workspace(), session: this.#room, seq: 0, field, kid }
  }
}

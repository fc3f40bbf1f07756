import { unsayable } from '@baton/bot'
import type { Pack } from '@baton/protocol'
import { BatonError } from './baton-error.ts'

/** Texts that the bot would say as they are must be such that it may say them. */
export function demandSayable(pack: Pack): void {
  const [first] = unsayable(pack)
  if (first) throw new BatonError('request_malformed', `pack.${first.path}: a bot may not say this (${first.code})`)
}

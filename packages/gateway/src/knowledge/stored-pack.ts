import { type Pack, pack } from '@baton/protocol'
import { warn } from '../log.ts'
import { readPack } from './shelf.ts'
import { storedRules } from './stored-rules.ts'

/**
 * A pack as this release writes them; an earlier one may have published it, when there were fewer fields. What cannot be
 * brought up to date is served as it is, and its rules one by one.
 */
export function storedPack(bytes: Uint8Array): Pack {
  const stored = readPack(bytes)
  const parsed = pack.safeParse(stored)
  if (parsed.success) return parsed.data
  warn('pack.outdated', parsed.error, { pack: stored.id })
  return { ...stored, rules: storedRules(stored.rules) }
}

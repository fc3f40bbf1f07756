import type { Party } from '@baton/client'
import type { Words } from './words.ts'

/** What somebody on the other side is called. */
export const partyName = ({ name, role }: Pick<Party, 'name' | 'role'>, words: Words): string =>
  name ?? (role === 'agent' ? words.person : words.assistant)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@baton/box/root'

export type Room = 'session' | 'floor'

/** The frames that clients of every release may send: what a mutation begins with. */
export const goldenFrames = (room: Room, from: 'client' | 'server' = 'client'): { type: string }[] =>
  Object.values(JSON.parse(readFileSync(join(root, `packages/protocol/golden/${room}.${from}.json`), 'utf8')))

import type { DeskIdentity } from '@baton/client'
import type { Screen } from './request.ts'

const RANKS = ['agent', 'senior', 'supervisor', 'admin']

/** The gateway decides; this is for what the desk offers. */
export const isAtLeast = (rank: 'senior' | 'supervisor' | 'admin', identity: DeskIdentity | null): boolean =>
  identity !== null && RANKS.indexOf(identity.agent.role) >= RANKS.indexOf(rank)

/** The screens besides the floor that somebody may open. */
export function screensFor(identity: DeskIdentity | null): Exclude<Screen, 'floor'>[] {
  return [
    ...(isAtLeast('admin', identity) ? (['channels'] as const) : []),
    ...(isAtLeast('supervisor', identity) ? (['undelivered'] as const) : []),
    ...(isAtLeast('admin', identity) ? (['webhooks', 'api-keys', 'connectors', 'crm'] as const) : []),
  ]
}

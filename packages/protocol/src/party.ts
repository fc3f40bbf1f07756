import { z } from 'zod'
import { slug } from './ids.ts'

export const role = z.enum(['customer', 'agent'])
export type Role = z.infer<typeof role>

/** How far an agent's word goes, lowest first. */
export const RANKS = ['agent', 'senior', 'supervisor', 'admin'] as const
export const rank = z.enum(RANKS)
export type Rank = z.infer<typeof rank>

/** Who wrote an event. `name` is what others may see of them. */
export const party = z.object({
  role: z.enum(['customer', 'bot', 'agent', 'system']),
  id: z.string().max(80),
  name: z.string().max(80).optional(),
})
export type Party = z.infer<typeof party>

/** Who may answer. Exactly one at a time. */
export const holder = z.union([z.literal('bot'), z.literal('queue'), z.templateLiteral(['agent:', slug])])
export type Holder = z.infer<typeof holder>

/** An agent as a customer sees one. */
export const agentFace = z.object({ id: slug, name: z.string().max(80) })
export type AgentFace = z.infer<typeof agentFace>

/** Who may read an event. */
export const audience = z.enum(['all', 'staff'])
export type Audience = z.infer<typeof audience>

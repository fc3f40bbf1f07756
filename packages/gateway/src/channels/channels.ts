import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'

/** One per workspace: its accounts on channels, what their vendors allow at the moment, and what could not be delivered. */
export class Channels extends DurableObject<Env> {}

import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
/** One per workspace: whom it tells what has happened, and whose services its actions call. */
export declare class Integrations extends DurableObject<Env> {
}

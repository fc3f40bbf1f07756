import type { Env } from '../env.ts';
import type { CustomerRecord } from '../rooms.ts';
/**
 * What is kept of a customer, as lines of JSON: the session of today first, then earlier ones; each file after the messages
 * it came with. The last line says that it was all.
 */
export declare function exportLines(env: Env, workspace: string, { id, sessions, addresses }: CustomerRecord, internal: boolean): AsyncGenerator<string>;

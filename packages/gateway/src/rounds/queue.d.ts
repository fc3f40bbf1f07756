import type { Env } from '../env.ts';
/**
 * The queue's part. Each message ends by itself: done and unusable ones are acknowledged, failed ones come again, and
 * after the retries of `wrangler.jsonc` they lie in the dead letter queue. The next round brings the workspace anyway.
 */
export declare function receiveRounds(batch: MessageBatch, env: Env): Promise<void>;

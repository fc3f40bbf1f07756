import type { Context } from 'hono';
/** The one place that turns an error into an answer: RFC 9457 problem+json, never cached. */
export declare function answerProblem(c: Context, error: unknown): Response;

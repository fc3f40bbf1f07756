import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Routes the business's own server calls, opened by a short token under one of its host keys. */
export declare const businessRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
/** The schema has seen to it that there is one. */
export declare const whomOf: ({ subject, customer }: {
    subject?: string | undefined;
    customer?: string | undefined;
}) => {
    customer: string;
    subject?: never;
} | {
    customer?: never;
    subject: string;
};

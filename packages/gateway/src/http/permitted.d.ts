import { type Operation, type Principal } from '@baton/relay/permissions';
import type { Context, MiddlewareHandler } from 'hono';
/** What the route that will answer asks for, where it is not open to whoever comes. */
export declare function operationOfRoute(c: Context): Operation | null;
/**
 * Asked by every route that is not open, as soon as it knows whom it speaks with.
 *
 * @throws BatonError `forbidden` when the table does not name them for this route.
 */
export declare function demandPermission(c: Context, principal: Principal): void;
/** Serves no route that the table does not know, and gives out no answer of one that has not asked. */
export declare const permitted: MiddlewareHandler;

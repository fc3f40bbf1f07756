import type { Action, ActionResult, Order } from '@baton/protocol';
import { type Principal } from '@baton/relay/permissions';
import type { WorkspaceConfig } from '../rooms.ts';
import type { Opener } from './opened.ts';
type BusinessApi = WorkspaceConfig['businessApi'];
export interface BusinessCall {
    /** At whose word. */
    by: Principal;
    input: Record<string, string>;
    /** Idempotency key: the same for the same call, also after a crash; unique beyond the session. */
    key: string;
    /** The signed-in customer's id on the host site. The business answers for this customer only. */
    customer: string | null;
    /** Puts originals where placeholders stand. */
    open?: Opener;
}
/**
 * Calls an action of the business's HTTP API. Never throws: what went wrong is a code the flow can branch on.
 * Whatever a flow says, nobody has done what they may not. Originals are put in here and nowhere else, for this one request.
 */
export declare function callBusiness(api: BusinessApi, action: Action, { by, input, key, customer, open }: BusinessCall): Promise<ActionResult>;
/** The customer's recent orders for the brief; null when the business system did not tell. */
export declare function recentOrders(api: BusinessApi, action: Action, customerId: string, key: string): Promise<Order[] | null>;
export {};

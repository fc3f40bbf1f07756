import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import type { RouteRef } from './rooms.ts';
type In = Places & Pick<Env, 'KEYS'>;
/** The mark of an address on an account: the same for the same, and it tells nothing to whoever has not the workspace's key. */
export declare function routeIdOf(env: In, workspace: string, { account, address }: {
    account: string;
    address: string;
}): Promise<string>;
/** What Directory calls a way to a customer. */
export declare const directoryAddress: ({ channel, account, route }: Omit<RouteRef, 'address'>) => string;
export {};

import type { Env } from '../env.ts';
import type { VendorHost } from './channel.ts';
export type HostsEnv = Pick<Env, 'CHANNEL_HOSTS'>;
/**
 * The address of something at a vendor: a path, or what the vendor itself has named as a whole.
 *
 * @throws TypeError when it leads anywhere else.
 */
export declare function vendorUrl(env: HostsEnv, host: VendorHost, path: string): URL;

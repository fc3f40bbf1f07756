import { type Locale, type Profile } from '@baton/protocol';
import type { WorkspaceConfig } from '../rooms.ts';
import { type HostKeys } from './host-keys.ts';
/** What a host site's token says about its customer. `locale` is null when it does not say. */
export interface Vouched {
    address: string;
    /** When, in milliseconds since 1970, to the second. */
    issuedAt: number;
    profile: Omit<Profile, 'id' | 'locale'>;
    locale: Locale | null;
}
/**
 * Reads the token with which the host site vouches for its signed-in customer: under a key of the workspace, for its
 * audience, with `sub`, `iat` and `exp`, no older than a day.
 *
 * @throws BatonError `unauthenticated`, with the reason, when it is anything else.
 */
export declare function readHostToken(token: string, config: HostKeys & Pick<WorkspaceConfig, 'audience'>, now?: number): Promise<Vouched>;

import type { Locale, TestResponse } from '@baton/protocol';
import type { Env } from '../env.ts';
import type { OpenAccount } from './rooms.ts';
/** Whom and what a try is for. */
export interface Try {
    workspace: string;
    business: string;
    locale: Locale;
    /** As the vendor calls them. */
    to: string;
}
/**
 * Sends a greeting by an account now, whatever waits before it and also while the account is off. What it comes to is told the
 * Channels room, too: a vendor that answers an operator is up. Null when this gateway does not speak the channel.
 */
export declare function tryAccount(env: Env, account: OpenAccount, wish: Try): Promise<TestResponse | null>;
/** A vendor may quote what it was sent. Secrets go first, in each spelling a URL or JSON gives them, then what is personal. */
export declare function withoutSecrets(text: string, account: Pick<OpenAccount, 'secrets'>): string;

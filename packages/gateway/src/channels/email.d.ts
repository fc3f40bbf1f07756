import type { Channel } from './channel.ts';
import { type Envelope } from './mail/read-mail.ts';
/** Letters, for cases that take days. An address proves nothing about who writes: nobody is verified here. */
export declare const email: Channel<'email'>;
/**
 * What `normalise` reads of a mail that came by the runtime's own `email` handler. Null: it is no mail. The platform vouches
 * for it, so it is not signed.
 */
export declare function fromEmail(raw: Uint8Array, envelope: Envelope, now: number): Promise<string | null>;

import { type Pack } from '@baton/protocol';
import type { Hints } from '@baton/relay/masking';
import type { SessionState } from '@baton/relay/session';
/** What the bot waits for that shows who is there: bare digits are then that, and are masked as that. */
export declare function askedFor({ case: it }: SessionState, pack: Pack): Hints;

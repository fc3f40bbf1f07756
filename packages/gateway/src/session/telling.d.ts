import type { TellAnswer, Telling } from '../channels/rooms.ts';
import type { Core } from './core.ts';
/** Says words of the gateway's own by one way to the customer: in the log like all that the bot says. */
export declare const tell: (core: Core, telling: Telling) => Promise<TellAnswer>;

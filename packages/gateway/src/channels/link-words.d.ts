import type { LinkOffer, Locale, Option } from '@baton/protocol';
import type { Redeemed } from './rooms.ts';
interface LinkWords extends Record<Exclude<Redeemed['as'], 'consent'>, string> {
    ask(where: string, name: string): string;
    askNobody(where: string): string;
    yes: Option;
    no: Option;
    goTo(url: string): string;
    channels: Record<LinkOffer['channel'], string>;
}
/** What is said in a chat about connecting it. The words on the buttons are answers that `linkStep` knows. */
export declare const LINK_WORDS: Readonly<Record<Locale, LinkWords>>;
export {};

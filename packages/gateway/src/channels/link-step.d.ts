import type { Locale, Option } from '@baton/protocol';
import type { Redeemed } from './rooms.ts';
/** What is to be done with what a customer wrote, before anybody hears it. */
export type LinkStep = {
    do: 'hear';
}
/** `isSure`: it can be nothing but a code, so they are told when it is not good. */
 | {
    do: 'redeem';
    code: string;
    isSure: boolean;
} | {
    do: 'answer';
    consents: boolean;
} | {
    do: 'mint';
};
/** Whether a text would be an answer, had they been asked: only then it matters that somebody asked a moment ago. */
export declare const isLinkAnswer: (text: string) => boolean;
/** @param isAsked whether they were asked to be connected. `mayWish`: there is a page to be sent to. */
export declare function linkStep(said: {
    text: string;
    code?: string;
}, isAsked: boolean, mayWish: boolean): LinkStep;
/** What a customer is told. */
export interface LinkTold {
    text: string;
    options: Option[];
}
/** What is said of what became of a code, or of an answer. */
export declare function toldOf(redeemed: Redeemed, locale: Locale): LinkTold;
/** The page to go to, with the code where no server sees it. */
export declare function wayToPage(linkUrl: string, code: string, locale: Locale): LinkTold;

import type { BotContext, Decision, HandoffReason, Locale, Wording } from '@baton/protocol';
import type { Fired } from '@baton/relay/rules';
/** The bot's last words before a person takes over, where the rule has none of its own. */
export declare function handoffWords(reason: HandoffReason): 'handoffAsked' | 'handoffMood' | 'handoffStuck';
/** What a rule has the bot say in place of its answer. The flow waits on. */
export declare function inPlace({ rule }: Fired, { locale, flow }: BotContext): Extract<Decision, {
    do: 'answer';
}>;
/** The button that asks for a person. */
export declare const personOption: (wording: Wording, locale: Locale) => {
    label: string;
    text: string;
};

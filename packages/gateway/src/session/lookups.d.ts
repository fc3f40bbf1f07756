import type { Action, Locale, Option, Pack } from '@baton/protocol';
import type { ChatTool, ToolCall } from '../providers/provider.ts';
/** What a call of a model's comes to. It never does anything: it looks, or it puts a button under the answer. */
export type Asked = {
    do: 'look';
    action: Action;
    input: Record<string, string>;
} | {
    do: 'offer';
    option: Option;
}
/** Not its to ask, or about something the customer never named. */
 | {
    do: 'refuse';
    code: 'forbidden' | 'not_said' | 'malformed';
};
/** What a model may ask for in a turn. */
export interface Lookups {
    tools: ChatTool[];
    read(call: ToolCall): Asked;
}
/**
 * The tools of a turn: actions that only read, and tasks to offer. What has an effect is not among them, whatever its class:
 * it begins with the customer, in a flow that asks before it acts. What a model looks up is what the customer has named
 * themselves, so that nobody’s text has it look at somebody else’s order.
 *
 * @param named values of the customer's own, such as order numbers, in canonical form.
 * @param customer their id on the host site; null when nobody vouches for them.
 */
export declare function lookupsOf(pack: Pack, { named, customer, locale }: {
    named: ReadonlySet<string>;
    customer: string | null;
    locale: Locale;
}): Lookups;

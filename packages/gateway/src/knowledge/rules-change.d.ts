import type { ErrorCode, Pack, Rule } from '@baton/protocol';
import type { RuleBook, RulesWord } from './rule-book.ts';
/** A change of rules somebody asks for. */
export interface RulesChange extends RulesWord {
    /** The version that was looked at. */
    base: string;
    to: {
        rules: Rule[];
    } | {
        flagged: string[];
    } | {
        number: number;
    };
}
export interface RulesRefusal {
    refused: Extract<ErrorCode, 'stale_version' | 'not_found' | 'request_malformed'>;
    detail: string;
}
/** The parts of a pack that a change gives it, or why not. */
export declare function changedParts(pack: Pack, { base, to }: RulesChange, book: RuleBook): Pick<Pack, 'rules' | 'flagged'> | RulesRefusal;

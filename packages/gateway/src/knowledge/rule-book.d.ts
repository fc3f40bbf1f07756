import type { AuditEntry, Pack, RulesResponse, RulesVersion } from '@baton/protocol';
type RulesOf = Pick<Pack, 'rules' | 'flagged'>;
/** What the rules of a pack, and what it flags, are called: the hash of both. */
export declare const rulesVersionOf: ({ rules, flagged }: RulesOf) => string;
/** Who changed rules, and why. */
export interface RulesWord {
    by: AuditEntry['by'];
    note: string | null;
}
/** Every state the rules of the workspace were in, by the pack that held them first. */
export declare class RuleBook {
    #private;
    constructor(sql: SqlStorage, packOf: (hash: string) => Pack);
    /** Inside the transaction in which a pack begins to answer. The same rules again are no new version. */
    enter(pack: {
        hash: string;
        pack: RulesOf;
    }, { by, note }: RulesWord, now: number): void;
    current(): RulesResponse | null;
    find(number: number): RulesResponse | null;
    /** Newest first. */
    list(): RulesVersion[];
}
export {};

/** Leave to be inside. */
export interface Pass {
    /** Counts bytes that have arrived beyond those declared. False: there is no room for them. */
    hold(bytes: number): boolean;
    /** It is over. `tookMs`: how long the caller waited, where that tells how busy the house is. */
    leave(tookMs?: number): void;
}
export interface GateRules {
    /** How many are let in at one time: never fewer, never more. */
    least: number;
    most: number;
    /** Of bodies, all together. */
    bytes: number;
    /** Whoever waits longer than this tells that too many are inside. */
    goalMs: number;
    /** Who hangs up is not heard of again: their request just ends, wherever it was. Their place is free after this time. */
    placeMs: number;
}
/**
 * How many are served at one time, so that those who are served are served soon: whoever comes when it is full is sent away
 * at once, before anything of theirs is read, and comes again. How many that is, is learnt from how long it takes: one more
 * for each round that was quick, a quarter fewer for one that was not.
 */
export declare class Gate {
    #private;
    constructor(rules: GateRules, now?: () => number);
    /** How many are let in at one time as things are. */
    get limit(): number;
    /** Null: it is full. `bytes`: of the body, as far as it says so itself. */
    enter(bytes: number): Pass | null;
}

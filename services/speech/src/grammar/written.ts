/**
 * By word of the automaton, what a listener would write, and the sounds it is said by. Whole phrases are one word of the
 * automaton: its states are what a decoder's time goes into, and so there are next to none. `isPart`: a digit or letter of
 * a number.
 */
export type Written = ReadonlyMap<string, { words: readonly string[]; isPart: boolean; phones: readonly string[] }>

import type { Inbound } from './channel.ts';
/** A batch parted by customer. What one of them said stays in its order; between two of them there is none. */
export declare function linesOf(batch: readonly Inbound[]): Inbound[][];
/**
 * Works through every line, `width` of them at a time. A line ends at what fails in it, and the others go on: what they
 * brought is then done with, and is known when all of it comes again.
 *
 * @throws the first error, once every line has ended.
 */
export declare function throughLines<Item>(lines: readonly (readonly Item[])[], width: number, work: (item: Item) => Promise<void>): Promise<void>;

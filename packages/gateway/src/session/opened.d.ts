import type { Handle } from '@baton/relay/masking';
/** One message of the live turn: its text as stored, and the originals of what is masked in it. */
export interface Heard {
    text: string;
    handles: readonly Handle[];
}
/** Puts originals where their placeholders stand; null where nobody can tell which original is meant. */
export type Opener = (value: string) => string | null;
/**
 * Opens the originals of a turn for its actions. Two numbers may share a placeholder, and a customer may write one out:
 * unless all that reads so in the turn stands for the same number, and nothing from before it reads so, it stays shut.
 *
 * @param before what the flow has been told in earlier turns, whose originals are gone.
 */
export declare function openerOf(heard: readonly Heard[], before?: readonly string[]): Opener;

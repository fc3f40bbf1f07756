import type { TurnHost } from './turn-host.ts';
export type { Knowhow } from './knowhow.ts';
export type { TurnHost } from './turn-host.ts';
/** Gives the sentences of an answer as they become ready. The embedded bot has them all at once. */
export type Voice = (sentences: readonly string[]) => AsyncIterable<string>;
/** Runs the bot's live turn to its end. A crash anywhere is harmless: the stored turn runs again and its ids are the same. */
export declare class Turns {
    #private;
    voice: Voice;
    constructor(host: TurnHost);
    run(): Promise<void>;
    /** Past its deadline a turn ends with a person, whatever an attempt at it still waits for; the fence drops that. */
    endOverdue(): Promise<void>;
}

/** Leaves out what a model thinks aloud between `<think>` and `</think>`, wherever its text is cut. */
export declare class Thoughts {
    #private;
    /** What of this text is said. */
    take(text: string): string;
    /** What was held because it looked like the beginning of a tag. */
    end(): string;
}

/** What answers: a pack, and the model that was trained on it. */
export interface Release {
    /** Its name, which turns log. */
    version: string;
    /** Hash of the pack. */
    pack: string;
    /** Hash of the model; null when none is trained yet, and intents are then known by no message. */
    model: string | null;
}
/** A release is called by what is in it; one without a model is called as its pack is. */
export declare const releaseOf: (pack: string, model: string | null) => Release;

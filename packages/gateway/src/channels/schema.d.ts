/** Steps of `migrate`. Released steps never change. */
export declare const CHANNELS_SCHEMA: readonly string[];

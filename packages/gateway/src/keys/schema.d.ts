/** Steps of `migrate`. Released steps never change. */
export declare const KEYS_SCHEMA: readonly string[];

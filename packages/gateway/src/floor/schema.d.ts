/** Steps of `migrate`. Released steps never change. */
export declare const SCHEMA: readonly string[];

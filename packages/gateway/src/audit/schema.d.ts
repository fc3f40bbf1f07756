/** Holds for every record that `hours` is told from. Part of a released step: never changed. */
export declare const TRAINING = "record ->> '$.action' GLOB 'knowledge.*' OR record ->> '$.action' GLOB 'rules.*'";
/** Steps of `migrate`. Released steps never change. */
export declare const SCHEMA: readonly string[];

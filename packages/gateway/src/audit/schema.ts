/** Holds for every record that `hours` is told from. Part of a released step: never changed. */
export const TRAINING = "record ->> '$.action' GLOB 'knowledge.*' OR record ->> '$.action' GLOB 'rules.*'"

/** Steps of `migrate`. Released steps never change. */
export const SCHEMA: readonly string[] = [
  'CREATE TABLE records (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL)',
  `CREATE INDEX training_by_time ON records (record ->> '$.at') WHERE ${TRAINING}`,
]

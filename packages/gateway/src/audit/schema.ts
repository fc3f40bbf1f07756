/** Steps of `migrate`. Released steps never change. */
export const SCHEMA: readonly string[] = [
  'CREATE TABLE records (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL)',
]

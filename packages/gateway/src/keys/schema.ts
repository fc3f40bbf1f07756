import { TIMERS_TABLE } from '../durable/timers.ts'

/** Steps of `migrate`. Released steps never change. */
export const KEYS_SCHEMA: readonly string[] = [
  // The newest wraps; older ones only open, until nothing is wrapped with them.
  'CREATE TABLE workspace_keys (id INTEGER PRIMARY KEY, kid TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL, made INTEGER NOT NULL)',
  `CREATE TABLE session_keys (
     session TEXT PRIMARY KEY,
     kid TEXT NOT NULL,
     wrapped BLOB NOT NULL,
     workspace_kid TEXT NOT NULL
   ) WITHOUT ROWID`,
  'CREATE INDEX session_keys_by_workspace_kid ON session_keys (workspace_kid)',
  // Sessions whose key was thrown away. Never deleted: whatever comes back from a backup stays shut.
  'CREATE TABLE tombstones (session TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID',
  TIMERS_TABLE,
]

import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'

/** Steps of `migrate`. Released steps never change. */
export const CHANNELS_SCHEMA: readonly string[] = [
  // An alarm does not know whose object it woke.
  'CREATE TABLE workspace (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL)',
  `CREATE TABLE accounts (
     id TEXT PRIMARY KEY,
     channel TEXT NOT NULL,
     name TEXT NOT NULL,
     is_on INTEGER NOT NULL,
     settings TEXT NOT NULL,
     templates TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     down_since INTEGER,
     heard_at INTEGER,
     cursor TEXT
   ) WITHOUT ROWID`,
  // `which`: the one in use, or the one before it while it is good too.
  `CREATE TABLE secrets (
     account TEXT NOT NULL,
     name TEXT NOT NULL,
     which TEXT NOT NULL CHECK (which IN ('current', 'previous')),
     kid TEXT NOT NULL,
     sealed BLOB NOT NULL,
     until INTEGER,
     PRIMARY KEY (account, name, which)
   ) WITHOUT ROWID`,
  // What a vendor gave for a while, sealed like a secret.
  'CREATE TABLE tokens (account TEXT PRIMARY KEY, kid TEXT NOT NULL, sealed BLOB NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID',
  // In the order in which they came; nothing of what they say is here.
  `CREATE TABLE buried (
     n INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     session TEXT NOT NULL,
     seq INTEGER NOT NULL,
     route TEXT NOT NULL,
     account TEXT NOT NULL,
     channel TEXT NOT NULL,
     reason TEXT NOT NULL,
     at INTEGER NOT NULL
   )`,
  'CREATE INDEX buried_by_session ON buried (session)',
  TIMERS_TABLE,
  OUTBOX_TABLE,
]

import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'

/** Tables of Knowledge, one entry per change. Entries are never edited once released. */
export const KNOWLEDGE_MIGRATIONS = [
  `
  CREATE TABLE snapshot_parts (
    version TEXT NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (version, part)
  ) WITHOUT ROWID;
  CREATE TABLE current (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version TEXT NOT NULL
  );
  `,
  // What Audit is still to be told.
  OUTBOX_TABLE,
  TIMERS_TABLE,
] as const

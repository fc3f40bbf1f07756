import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'
import { CODES_TABLE } from './codes.ts'
import { DELIVERIES_TABLES } from './delivery-rows.ts'
import { IDENTITY_TABLE } from './identity-checks.ts'
import { BACK_COLUMN, ROUTES_TABLE } from './route-rows.ts'

/** Steps of `migrate`. Released steps never change. */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     writer TEXT NOT NULL,
     id TEXT NOT NULL,
     staff INTEGER NOT NULL,
     event TEXT NOT NULL,
     UNIQUE (id, writer)
   )`,
  // One row: the folded state, the incarnation of the log, the names this object was opened under, and its place in the
  // queue as Floor told it last.
  `CREATE TABLE session (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     workspace TEXT NOT NULL,
     session TEXT NOT NULL,
     epoch TEXT NOT NULL,
     state TEXT NOT NULL,
     queue TEXT
   )`,
  // One row at most: the bot's live turn, and the answer it has shown so far.
  'CREATE TABLE turn (one INTEGER PRIMARY KEY CHECK (one = 1), turn TEXT NOT NULL, stream TEXT)',
  'CREATE TABLE reads (side TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE TABLE burnt (jti TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID',
  TIMERS_TABLE,
  OUTBOX_TABLE,
  // The generation this session last ran under.
  "ALTER TABLE session ADD COLUMN generation TEXT NOT NULL DEFAULT ''",
  // Ids move into an index of their own, which is written at a checkpoint instead of with each event.
  `CREATE TABLE ids (
     writer TEXT NOT NULL,
     id TEXT NOT NULL,
     seq INTEGER NOT NULL,
     PRIMARY KEY (id, writer)
   ) WITHOUT ROWID;
   INSERT INTO ids (writer, id, seq)
     SELECT writer, id, seq FROM events WHERE seq <= (SELECT json_extract(state, '$.head') FROM session);
   CREATE TABLE log (seq INTEGER PRIMARY KEY, staff INTEGER NOT NULL, event TEXT NOT NULL);
   INSERT INTO log SELECT seq, staff, event FROM events;
   DROP TABLE events;
   ALTER TABLE log RENAME TO events`,
  // What Directory has taken back: tickets under a lower number of grants, and tickets of these devices.
  // The row of no device is for all.
  `CREATE TABLE revoked (
     device TEXT PRIMARY KEY,
     grants INTEGER NOT NULL,
     until INTEGER NOT NULL
   ) WITHOUT ROWID`,
  // One row once this session is served to nobody any more, and since when.
  'CREATE TABLE erased (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL)',
  // Files, and the blobs that are to be removed.
  `CREATE TABLE files (
     id TEXT PRIMARY KEY,
     writer TEXT NOT NULL,
     ask TEXT NOT NULL,
     name TEXT NOT NULL,
     at INTEGER NOT NULL,
     seq INTEGER,
     "full" TEXT,
     thumb TEXT,
     UNIQUE (writer, ask)
   ) WITHOUT ROWID;
   CREATE TABLE leftovers (blob TEXT PRIMARY KEY, due INTEGER NOT NULL) WITHOUT ROWID`,
  // Originals of what was masked, sealed: the key is in another object. `number` stands in the mark.
  `CREATE TABLE sealed (
     seq INTEGER NOT NULL,
     number INTEGER NOT NULL,
     kid TEXT NOT NULL,
     sealed BLOB NOT NULL,
     PRIMARY KEY (seq, number)
   ) WITHOUT ROWID`,
  // One-time codes the customer was sent; of a code itself only a mark of it is kept.
  CODES_TABLE,
  // When the customer was asked to show who they are by their ID.
  IDENTITY_TABLE,
  // The ways to the customer besides the widget, and how far what goes out by them has come.
  ROUTES_TABLE,
  DELIVERIES_TABLES,
  // Vendors' ids of messages that are no longer kept, for as long as a vendor may bring them again.
  'CREATE TABLE past (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID',
  // Where a way led until a link was taken back.
  BACK_COLUMN,
]

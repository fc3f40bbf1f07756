import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'

/** Tables of Integrations, one entry per change. Entries are never edited once released. */
export const INTEGRATIONS_MIGRATIONS = [
  TIMERS_TABLE,
  OUTBOX_TABLE,
  'CREATE TABLE workspace (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL)',
  // Whom the business wants told of what. The secret before the current one signs too for a day.
  `CREATE TABLE endpoints (
     id TEXT PRIMARY KEY,
     url TEXT NOT NULL,
     description TEXT NOT NULL,
     types TEXT NOT NULL,
     is_on INTEGER NOT NULL,
     off TEXT,
     created_at INTEGER NOT NULL,
     heard_at INTEGER,
     kid TEXT NOT NULL,
     secret BLOB NOT NULL,
     previous_kid TEXT,
     previous BLOB,
     previous_until INTEGER
   ) WITHOUT ROWID`,
  // What happened, once for each; and how far each is on its way to each endpoint.
  `CREATE TABLE announcements (id TEXT PRIMARY KEY, session TEXT, at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX announcements_by_session ON announcements (session);
   CREATE INDEX announcements_by_age ON announcements (at);
   CREATE TABLE deliveries (
     id INTEGER PRIMARY KEY,
     endpoint TEXT NOT NULL,
     announcement TEXT NOT NULL,
     attempts TEXT NOT NULL DEFAULT '[]',
     tries INTEGER NOT NULL DEFAULT 0,
     state TEXT NOT NULL DEFAULT 'waiting',
     due INTEGER,
     UNIQUE (endpoint, announcement)
   );
   CREATE INDEX deliveries_by_due ON deliveries (due) WHERE due IS NOT NULL`,
  // Requests of the server API that are done once under their key, and what they came to: ids only. Keys and requests are hashes.
  `CREATE TABLE requests (
     key TEXT PRIMARY KEY,
     request TEXT NOT NULL,
     at INTEGER NOT NULL,
     session TEXT,
     about TEXT
   ) WITHOUT ROWID;
   CREATE INDEX requests_by_age ON requests (at);
   CREATE INDEX requests_by_session ON requests (session)`,
  // Services of the business that actions call, and the one that records of its cases go to.
  `CREATE TABLE connectors (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     url TEXT NOT NULL,
     auth TEXT NOT NULL,
     headers TEXT NOT NULL,
     timeout_ms INTEGER NOT NULL,
     retries INTEGER NOT NULL,
     breaker TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     changed_at INTEGER NOT NULL,
     kid TEXT NOT NULL,
     secret BLOB NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE crm (one INTEGER PRIMARY KEY CHECK (one = 1), connector TEXT NOT NULL, path TEXT NOT NULL)`,
] as const

import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'

/** Steps of `migrate`. Released steps never change. */
export const SCHEMA: readonly string[] = [
  // One row: whose floor this is, the settings last seen, and what belongs to no single agent or session.
  `CREATE TABLE floor (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     workspace TEXT NOT NULL DEFAULT '',
     settings TEXT NOT NULL DEFAULT '{}',
     handling TEXT NOT NULL DEFAULT '[]',
     offers_made INTEGER NOT NULL DEFAULT 0
   )`,
  'INSERT INTO floor (one) VALUES (1)',
  'CREATE TABLE agents (id TEXT PRIMARY KEY, agent TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE items (session TEXT PRIMARY KEY, item TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE departures (session TEXT PRIMARY KEY, handoff TEXT NOT NULL, fence INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE TABLE burnt (jti TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID',
  TIMERS_TABLE,
  OUTBOX_TABLE,
  // The generation this floor last ran under.
  "ALTER TABLE floor ADD COLUMN generation TEXT NOT NULL DEFAULT ''",
  // Whom the floor has let into which session.
  `CREATE TABLE seats (
     agent TEXT NOT NULL,
     login TEXT NOT NULL,
     session TEXT NOT NULL,
     rank TEXT NOT NULL,
     since INTEGER NOT NULL,
     PRIMARY KEY (agent, login, session)
   ) WITHOUT ROWID`,
]

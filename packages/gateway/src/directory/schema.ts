import { OUTBOX_TABLE } from '../durable/outbox.ts'
import { TIMERS_TABLE } from '../durable/timers.ts'

/** Tables of Directory, one entry per change. Entries are never edited once released. */
export const DIRECTORY_MIGRATIONS = [
  `
  CREATE TABLE workspace (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    business TEXT NOT NULL,
    locale TEXT NOT NULL,
    origins TEXT NOT NULL,
    host_key TEXT NOT NULL,
    business_api TEXT NOT NULL,
    settings TEXT NOT NULL
  );
  CREATE TABLE workspaces (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    locales TEXT NOT NULL,
    password TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE logins (
    token_hash TEXT PRIMARY KEY,
    agent TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE login_attempts (
    who TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE customers (
    session TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE addresses (
    address TEXT PRIMARY KEY,
    session TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX addresses_by_session ON addresses (session);
  `,
  // How host tokens are verified: keys by name, issuer, audience. `host_key` is the key without a name.
  "ALTER TABLE workspace ADD COLUMN host_tokens TEXT NOT NULL DEFAULT '{}'",
  // What other rooms are still to be told, and who fails to sign in how often.
  OUTBOX_TABLE,
  TIMERS_TABLE,
  'CREATE TABLE failed_logins (who TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID',
  // How often a customer was revoked. What was handed out under a lower number opens nothing.
  'ALTER TABLE customers ADD COLUMN grants INTEGER NOT NULL DEFAULT 0',
  // Host tokens from before `at`, and single devices, that are no longer let in; requests that were carried out.
  `CREATE TABLE revoked_addresses (address TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE revoked_devices (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE revocation_requests (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`,
  // Erasures of customers that were asked for.
  `CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    done_at INTEGER
  ) WITHOUT ROWID`,
  'CREATE INDEX customers_by_id ON customers (id)',
  // A visitor's session and the session of whoever they turned out to be.
  `CREATE TABLE links (
     id TEXT PRIMARY KEY,
     older TEXT NOT NULL,
     newer TEXT NOT NULL,
     at INTEGER NOT NULL,
     state TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX links_by_older ON links (older);
   CREATE INDEX links_by_newer ON links (newer)`,
  // The generation under which it was last asked who of the customers was erased, and up to whom while it is being asked.
  "CREATE TABLE returned (generation TEXT NOT NULL, after TEXT); INSERT INTO returned (generation) VALUES ('')",
  // When its session was asked whether it is in use, once it was old enough not to be.
  'ALTER TABLE customers ADD COLUMN looked_at INTEGER',
  // Models of others', and what they have cost today, in tokens.
  `ALTER TABLE workspace ADD COLUMN providers TEXT NOT NULL DEFAULT 'null';
   CREATE TABLE spending (what TEXT PRIMARY KEY, day TEXT NOT NULL, tokens INTEGER NOT NULL) WITHOUT ROWID`,
  // The session an address was found in, once it leads to another; codes that connect (as hashes), who was asked whether to
  // be connected with which session, and how often they tried a code.
  `ALTER TABLE addresses ADD COLUMN home TEXT;
   CREATE INDEX addresses_by_home ON addresses (home);
   CREATE TABLE link_codes (hash TEXT PRIMARY KEY, session TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE link_offers (bringer TEXT PRIMARY KEY, session TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE link_tries (bringer TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID`,
  // Who brought a link about: a sign-in, a code, or an agent. Where a code was asked for, and which one was offered.
  `ALTER TABLE links ADD COLUMN how TEXT NOT NULL DEFAULT 'signed_in';
   ALTER TABLE link_codes ADD COLUMN made_on TEXT NOT NULL DEFAULT 'widget';
   ALTER TABLE link_offers ADD COLUMN made_on TEXT NOT NULL DEFAULT 'widget';
   ALTER TABLE link_offers ADD COLUMN hash TEXT NOT NULL DEFAULT ''`,
  // Keys of the server API: of each only a hash. And the order in which its lists are read.
  `CREATE TABLE api_keys (
     id TEXT PRIMARY KEY,
     hash TEXT NOT NULL,
     name TEXT NOT NULL,
     scopes TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     expires_at INTEGER,
     used_at INTEGER,
     revoked_at INTEGER
   ) WITHOUT ROWID;
   CREATE INDEX customers_by_age ON customers (created_at, session)`,
  // Which message of theirs was the answer, and what came of it: a vendor may bring it again.
  'ALTER TABLE link_offers ADD COLUMN answer TEXT',
  // Addresses on channels, as marks, whose customer was erased a few days ago.
  'CREATE TABLE departures (address TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID',
] as const

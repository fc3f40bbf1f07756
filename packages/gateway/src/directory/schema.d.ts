/** Tables of Directory, one entry per change. Entries are never edited once released. */
export declare const DIRECTORY_MIGRATIONS: readonly [`
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
  `, "ALTER TABLE workspace ADD COLUMN host_tokens TEXT NOT NULL DEFAULT '{}'", "CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL)", "CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID", 'CREATE TABLE failed_logins (who TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID', 'ALTER TABLE customers ADD COLUMN grants INTEGER NOT NULL DEFAULT 0', `CREATE TABLE revoked_addresses (address TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE revoked_devices (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE revocation_requests (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`, `CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    done_at INTEGER
  ) WITHOUT ROWID`, 'CREATE INDEX customers_by_id ON customers (id)', `CREATE TABLE links (
     id TEXT PRIMARY KEY,
     older TEXT NOT NULL,
     newer TEXT NOT NULL,
     at INTEGER NOT NULL,
     state TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX links_by_older ON links (older);
   CREATE INDEX links_by_newer ON links (newer)`, "CREATE TABLE returned (generation TEXT NOT NULL, after TEXT); INSERT INTO returned (generation) VALUES ('')", 'ALTER TABLE customers ADD COLUMN looked_at INTEGER', `ALTER TABLE workspace ADD COLUMN providers TEXT NOT NULL DEFAULT 'null';
   CREATE TABLE spending (what TEXT PRIMARY KEY, day TEXT NOT NULL, tokens INTEGER NOT NULL) WITHOUT ROWID`, `ALTER TABLE addresses ADD COLUMN home TEXT;
   CREATE INDEX addresses_by_home ON addresses (home);
   CREATE TABLE link_codes (hash TEXT PRIMARY KEY, session TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE link_offers (bringer TEXT PRIMARY KEY, session TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE link_tries (bringer TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID`, `ALTER TABLE links ADD COLUMN how TEXT NOT NULL DEFAULT 'signed_in';
   ALTER TABLE link_codes ADD COLUMN made_on TEXT NOT NULL DEFAULT 'widget';
   ALTER TABLE link_offers ADD COLUMN made_on TEXT NOT NULL DEFAULT 'widget';
   ALTER TABLE link_offers ADD COLUMN hash TEXT NOT NULL DEFAULT ''`];

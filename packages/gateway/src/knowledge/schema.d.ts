/** Tables of Knowledge, one entry per change. Entries are never edited once released. */
export declare const KNOWLEDGE_MIGRATIONS: readonly [`
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
  `, "CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL)", "CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID", `
  CREATE TABLE parts (
    name TEXT NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (name, part)
  ) WITHOUT ROWID;
  INSERT INTO parts (name, part, bytes) SELECT 'snapshots/' || version || '.json', part, bytes FROM snapshot_parts;
  CREATE TABLE releases (
    version TEXT PRIMARY KEY,
    pack TEXT NOT NULL,
    model TEXT,
    at INTEGER NOT NULL,
    override TEXT
  ) WITHOUT ROWID;
  INSERT INTO releases (version, pack, at) SELECT DISTINCT version, version, 0 FROM snapshot_parts;
  DROP TABLE snapshot_parts;
  CREATE TABLE models (
    hash TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    format TEXT NOT NULL,
    report TEXT NOT NULL,
    labels INTEGER NOT NULL,
    made INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX models_by_key ON models (key, made);
  CREATE TABLE training (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    pack TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    fold INTEGER NOT NULL DEFAULT 0,
    folds INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    started INTEGER NOT NULL,
    wish TEXT NOT NULL
  );
  CREATE TABLE labels (
    id TEXT PRIMARY KEY,
    session TEXT,
    verified INTEGER NOT NULL,
    text TEXT NOT NULL,
    intent TEXT,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX labels_by_session ON labels (session);
  CREATE INDEX labels_by_age ON labels (at);
  `, `
  CREATE TABLE rule_versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    version TEXT NOT NULL,
    pack TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    note TEXT
  );
  `, 'CREATE TABLE seen (one INTEGER PRIMARY KEY CHECK (one = 1), generation TEXT NOT NULL)', `
  CREATE TABLE proposal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    step INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    rows INTEGER NOT NULL,
    faults TEXT NOT NULL
  );
  `];

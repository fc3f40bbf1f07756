CREATE TABLE _migrations (step INTEGER PRIMARY KEY);
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
INSERT INTO "_migrations" VALUES (1);
INSERT INTO "workspace" VALUES (1, 'corner', 'Corner Shop', 'en', '["https://corner.example"]', 'a key of tests only, with which the shop signs', '{"url":"http://127.0.0.1:9","token":"nobody listens there"}', '{"offerMs":60000,"graceMs":500,"caseIdleMs":1800000,"reopenMs":86400000,"turnMs":15000}');
INSERT INTO "agents" VALUES ('lin', 'Lin', 'lin@corner.example', 'agent', 4, '["en"]', 'scrypt$16384$8$5$TsFaS_Cigs-I6kSqySAEmQ$BXi2dEjuEL2QQgcN5EOyK2u_umfm19geCu0BywTVsik');
INSERT INTO "logins" VALUES ('qLczWLmVnG4QqQUFYDMzNFAjBnmCltwtUWl2UbRMDbo', 'lin', 1795280860295);
INSERT INTO "login_attempts" VALUES ('5F8iAuFRrdBtqtsyO11aeDWYRbASKK2gbvIgAnN0DDo', 1, 1795237660202);
INSERT INTO "login_attempts" VALUES ('fDG4-iOvfsc6DbV0fuygxu288L51YHY3d-2X4EUnDD8', 1, 1795237660202);
INSERT INTO "customers" VALUES ('5Yvd_oTxZl0gzYJCKffo3gFiaHs', 'cus_akDHJnCBz_HppfoWE7b0ZL6M--M', 1795237660181);
INSERT INTO "customers" VALUES ('GGIwxpTleHZmIyEQ2IVf4Q7x020', 'cus_NfyEG-In6MQjO0ojt6K3hlhbHVI', 1795237660102);
INSERT INTO "customers" VALUES ('xXaiporyo3KUoz6a-eYQr8quwzA', 'cus_X6ZouoX6y4mNdEQXga2EsF994dM', 1795237660368);
INSERT INTO "addresses" VALUES ('user:eve', '5Yvd_oTxZl0gzYJCKffo3gFiaHs');
INSERT INTO "addresses" VALUES ('user:dora', 'GGIwxpTleHZmIyEQ2IVf4Q7x020');
INSERT INTO "addresses" VALUES ('user:finn', 'xXaiporyo3KUoz6a-eYQr8quwzA');

CREATE TABLE _migrations (step INTEGER PRIMARY KEY);
CREATE TABLE floor (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     workspace TEXT NOT NULL DEFAULT '',
     settings TEXT NOT NULL DEFAULT '{}',
     handling TEXT NOT NULL DEFAULT '[]',
     offers_made INTEGER NOT NULL DEFAULT 0
   );
CREATE TABLE agents (id TEXT PRIMARY KEY, agent TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (session TEXT PRIMARY KEY, item TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE departures (session TEXT PRIMARY KEY, handoff TEXT NOT NULL, fence INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE burnt (jti TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL);
CREATE TABLE _cf_METADATA (
        key INTEGER PRIMARY KEY,
        value BLOB
      );
INSERT INTO "_migrations" VALUES (1);
INSERT INTO "_migrations" VALUES (2);
INSERT INTO "_migrations" VALUES (3);
INSERT INTO "_migrations" VALUES (4);
INSERT INTO "_migrations" VALUES (5);
INSERT INTO "_migrations" VALUES (6);
INSERT INTO "_migrations" VALUES (7);
INSERT INTO "_migrations" VALUES (8);
INSERT INTO "floor" VALUES (1, 'corner', '{"offerMs":60000,"graceMs":500,"caseIdleMs":1800000,"reopenMs":86400000,"turnMs":15000}', '[]', 1);
INSERT INTO "agents" VALUES ('lin', '{"presence":"away","connectedSince":1795237660310,"idleSince":1795237660320,"lapses":0,"id":"lin","name":"Lin","capacity":4,"locales":["en"],"connected":true,"graceUntil":null,"awaySince":null}');
INSERT INTO "items" VALUES ('5Yvd_oTxZl0gzYJCKffo3gFiaHs', '{"item":{"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","customer":"eve","want":"How do I send it back?","reason":"asked","priority":0,"locale":"en","tier":null,"queuedAt":1795237660300,"session":"5Yvd_oTxZl0gzYJCKffo3gFiaHs"},"fence":3,"returned":false,"passedOver":{},"place":null,"placedAt":1795237660310,"retellAt":null,"stage":{"at":"assigned","offer":"o_1","agent":{"id":"lin","name":"Lin"},"acceptedAt":1795237660322}}');
INSERT INTO "items" VALUES ('xXaiporyo3KUoz6a-eYQr8quwzA', '{"item":{"handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6","customer":"finn","want":"return policy","reason":"asked","priority":0,"locale":"en","tier":null,"queuedAt":1795237660387,"session":"xXaiporyo3KUoz6a-eYQr8quwzA"},"fence":2,"returned":false,"passedOver":{},"place":{"position":1,"waitMs":null},"placedAt":1795237660388,"retellAt":null,"stage":{"at":"queued"}}');
INSERT INTO "burnt" VALUES ('ySvMQI22Oz5V0M5Qwc1kHrLII5s', 1795237720306);
INSERT INTO "timers" VALUES ('sweep', '', 1795237680310);
INSERT INTO "timers" VALUES ('sweep', 'hello', 1795237665308);
INSERT INTO "timers" VALUES ('sweep', 'qLczWLmVnG4QqQUFYDMzNFAjBnmCltwtUWl2UbRMDbo', 1795280861295);
INSERT INTO "_cf_METADATA" VALUES (1, 1795237665308000000);

CREATE TABLE _migrations (step INTEGER PRIMARY KEY);
CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     writer TEXT NOT NULL,
     id TEXT NOT NULL,
     staff INTEGER NOT NULL,
     event TEXT NOT NULL,
     UNIQUE (id, writer)
   );
CREATE TABLE session (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     workspace TEXT NOT NULL,
     session TEXT NOT NULL,
     epoch TEXT NOT NULL,
     state TEXT NOT NULL,
     queue TEXT
   );
CREATE TABLE turn (one INTEGER PRIMARY KEY CHECK (one = 1), turn TEXT NOT NULL, stream TEXT);
CREATE TABLE reads (side TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
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
INSERT INTO "events" VALUES (1, 'system:session', 'profile:YjgDg8DjccDwZJkJzpMdbfAy-y8', 1, '{"kind":"profile.updated","id":"profile:YjgDg8DjccDwZJkJzpMdbfAy-y8","by":{"role":"system","id":"session"},"audience":"staff","body":{"profile":{"id":"cus_NfyEG-In6MQjO0ojt6K3hlhbHVI","hostId":"dora","name":"dora","verified":true,"locale":"en","tier":null,"attributes":{}}},"seq":1,"at":1795237660114}');
INSERT INTO "events" VALUES (2, 'system:session', '01a1fc80-c5c1-7000-9d55-57f9634628a8:case', 0, '{"kind":"case.opened","id":"01a1fc80-c5c1-7000-9d55-57f9634628a8:case","by":{"role":"system","id":"session"},"audience":"all","body":{"caseId":"k_01a1fc80-c5c1-7000-9d55-57f9634628a8","reopened":false},"seq":2,"at":1795237660130}');
INSERT INTO "events" VALUES (3, 'customer:cus_NfyEG-In6MQjO0ojt6K3hlhbHVI', '01a1fc80-c5c1-7000-9d55-57f9634628a8', 0, '{"kind":"message","id":"01a1fc80-c5c1-7000-9d55-57f9634628a8","by":{"role":"customer","id":"cus_NfyEG-In6MQjO0ojt6K3hlhbHVI","name":"dora"},"audience":"all","body":{"text":"Can I return it?"},"seq":3,"at":1795237660130}');
INSERT INTO "events" VALUES (4, 'bot:bot', 't_1_3:decided', 1, '{"kind":"bot.decided","id":"t_1_3:decided","by":{"role":"bot","id":"bot"},"audience":"staff","body":{"turn":"t_1_3","snapshot":"L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag","outcome":"answer","intent":{"id":"returns","confidence":1,"name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}},"recognised":true,"mood":{"level":"calm","words":[],"negative":0},"locale":"en","entities":[],"flow":null,"why":[{"step":"language","code":"detected","detail":"en"},{"step":"intent","code":"sure","detail":"returns 1.00"},{"step":"retrieval","code":"answered","detail":"returns 1.00"}]},"seq":4,"at":1795237660136}');
INSERT INTO "events" VALUES (5, 'bot:bot', 't_1_3', 0, '{"kind":"message","id":"t_1_3","by":{"role":"bot","id":"bot"},"audience":"all","body":{"text":"You can send anything back within 30 days.","locale":"en","citations":[{"article":"returns","title":"Returns"}],"turn":"t_1_3","fence":1},"seq":5,"at":1795237660136}');
INSERT INTO "events" VALUES (6, 'customer:cus_NfyEG-In6MQjO0ojt6K3hlhbHVI', '01a1fc80-c600-7000-8a26-a49d4d2545d5', 0, '{"kind":"message","id":"01a1fc80-c600-7000-8a26-a49d4d2545d5","by":{"role":"customer","id":"cus_NfyEG-In6MQjO0ojt6K3hlhbHVI","name":"dora"},"audience":"all","body":{"text":"Do you sell boats?"},"seq":6,"at":1795237660160}');
INSERT INTO "events" VALUES (7, 'bot:bot', 't_1_6:decided', 1, '{"kind":"bot.decided","id":"t_1_6:decided","by":{"role":"bot","id":"bot"},"audience":"staff","body":{"turn":"t_1_6","snapshot":"L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag","outcome":"abstain","intent":{"id":"returns","confidence":0.4672430918572266,"name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}},"recognised":false,"mood":{"level":"calm","words":[],"negative":0},"locale":"en","entities":[],"flow":null,"why":[{"step":"language","code":"detected","detail":"en"},{"step":"intent","code":"unsure","detail":"returns 0.47"},{"step":"retrieval","code":"weak","detail":"returns 0.12"}]},"seq":7,"at":1795237660162}');
INSERT INTO "events" VALUES (8, 'bot:bot', 't_1_6', 0, '{"kind":"message","id":"t_1_6","by":{"role":"bot","id":"bot"},"audience":"all","body":{"text":"I do not know that.","locale":"en","options":[{"label":"A person","text":"A person"}],"turn":"t_1_6","fence":1},"seq":8,"at":1795237660162}');
INSERT INTO "session" VALUES (1, 'corner', 'GGIwxpTleHZmIyEQ2IVf4Q7x020', '8762ba05-c56c-44ca-9aa5-42761999ef10', '{"head":8,"publicHead":8,"fence":1,"holder":"bot","agent":null,"case":{"id":"k_01a1fc80-c5c1-7000-9d55-57f9634628a8","openedAt":1795237660130,"open":true,"closedAt":null,"rated":false,"summarised":false,"lastAt":1795237660162,"messages":4,"agents":[],"locale":"en","earlier":["Can I return it?","Do you sell boats?"],"want":"Do you sell boats?","mood":"calm","moodWords":[],"negativeWords":0,"misses":1,"actionErrors":0,"clarified":false,"offered":false,"flow":null,"facts":[],"asking":[],"confirmed":[],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"marks":[],"firing":null},"handoff":null,"profile":{"id":"cus_NfyEG-In6MQjO0ojt6K3hlhbHVI","hostId":"dora","name":"dora","verified":true,"locale":"en","tier":null,"attributes":{}},"brief":null}', NULL);
INSERT INTO "burnt" VALUES ('YjgDg8DjccDwZJkJzpMdbfAy-y8', 1795237720103);
INSERT INTO "timers" VALUES ('case', '', 1795239460130);
INSERT INTO "_cf_METADATA" VALUES (1, 1795239460130000000);

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
INSERT INTO "events" VALUES (1, 'system:session', 'profile:3vm7oEOaSB5VUScPu5M4aNxHrsA', 1, '{"kind":"profile.updated","id":"profile:3vm7oEOaSB5VUScPu5M4aNxHrsA","by":{"role":"system","id":"session"},"audience":"staff","body":{"profile":{"id":"cus_akDHJnCBz_HppfoWE7b0ZL6M--M","hostId":"eve","name":"eve","verified":true,"locale":"en","tier":null,"attributes":{}}},"seq":1,"at":1795237660187}');
INSERT INTO "events" VALUES (2, 'system:session', '01a1fc80-c613-7000-94ca-8535dacc5d7a:case', 0, '{"kind":"case.opened","id":"01a1fc80-c613-7000-94ca-8535dacc5d7a:case","by":{"role":"system","id":"session"},"audience":"all","body":{"caseId":"k_01a1fc80-c613-7000-94ca-8535dacc5d7a","reopened":false},"seq":2,"at":1795237660189}');
INSERT INTO "events" VALUES (3, 'customer:cus_akDHJnCBz_HppfoWE7b0ZL6M--M', '01a1fc80-c613-7000-94ca-8535dacc5d7a', 0, '{"kind":"message","id":"01a1fc80-c613-7000-94ca-8535dacc5d7a","by":{"role":"customer","id":"cus_akDHJnCBz_HppfoWE7b0ZL6M--M","name":"eve"},"audience":"all","body":{"text":"How do I send it back?"},"seq":3,"at":1795237660189}');
INSERT INTO "events" VALUES (4, 'bot:bot', 't_1_3:decided', 1, '{"kind":"bot.decided","id":"t_1_3:decided","by":{"role":"bot","id":"bot"},"audience":"staff","body":{"turn":"t_1_3","snapshot":"L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag","outcome":"answer","intent":{"id":"returns","confidence":1,"name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}},"recognised":true,"mood":{"level":"calm","words":[],"negative":0},"locale":"en","entities":[],"flow":null,"why":[{"step":"language","code":"detected","detail":"en"},{"step":"intent","code":"sure","detail":"returns 1.00"},{"step":"retrieval","code":"answered","detail":"returns 1.00"}]},"seq":4,"at":1795237660190}');
INSERT INTO "events" VALUES (5, 'bot:bot', 't_1_3', 0, '{"kind":"message","id":"t_1_3","by":{"role":"bot","id":"bot"},"audience":"all","body":{"text":"You can send anything back within 30 days.","locale":"en","citations":[{"article":"returns","title":"Returns"}],"turn":"t_1_3","fence":1},"seq":5,"at":1795237660190}');
INSERT INTO "events" VALUES (6, 'system:session', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:rule', 1, '{"kind":"rule.fired","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:rule","by":{"role":"system","id":"session"},"audience":"staff","body":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}],"mode":"handoff","reason":"asked","priority":0,"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0"},"seq":6,"at":1795237660300}');
INSERT INTO "events" VALUES (7, 'customer:cus_akDHJnCBz_HppfoWE7b0ZL6M--M', '01a1fc80-c68c-7000-b54e-3e44d005aed0', 0, '{"kind":"handoff.requested","id":"01a1fc80-c68c-7000-b54e-3e44d005aed0","by":{"role":"customer","id":"cus_akDHJnCBz_HppfoWE7b0ZL6M--M","name":"eve"},"audience":"all","body":{"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","asked":true},"seq":7,"at":1795237660300}');
INSERT INTO "events" VALUES (8, 'system:session', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief', 1, '{"kind":"brief.written","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief","by":{"role":"system","id":"session"},"audience":"staff","body":{"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","brief":{"want":"How do I send it back?","facts":[{"label":"name","value":"eve","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"asked","at":1795237660300}},"seq":8,"at":1795237660300}');
INSERT INTO "events" VALUES (9, 'system:session', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:queued', 0, '{"kind":"baton.passed","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:queued","by":{"role":"system","id":"session"},"audience":"all","body":{"from":"bot","to":"queue","fence":2,"reason":"requested","handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0"},"seq":9,"at":1795237660300}');
INSERT INTO "events" VALUES (10, 'system:session', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief:2', 1, '{"kind":"brief.written","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief:2","by":{"role":"system","id":"session"},"audience":"staff","body":{"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","brief":{"want":"How do I send it back?","facts":[{"label":"name","value":"eve","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"unreachable","at":1795237660301}},"seq":10,"at":1795237660301}');
INSERT INTO "events" VALUES (11, 'agent:lin', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:3', 0, '{"kind":"baton.passed","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:3","by":{"role":"agent","id":"lin","name":"Lin"},"audience":"all","body":{"from":"queue","to":"agent:lin","fence":3,"reason":"accepted","handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","agent":{"id":"lin","name":"Lin"}},"seq":11,"at":1795237660321}');
INSERT INTO "events" VALUES (12, 'system:session', 'h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief:3', 1, '{"kind":"brief.written","id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0:brief:3","by":{"role":"system","id":"session"},"audience":"staff","body":{"handoffId":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","brief":{"want":"How do I send it back?","facts":[{"label":"name","value":"eve","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"unreachable","at":1795237660322}},"seq":12,"at":1795237660322}');
INSERT INTO "events" VALUES (13, 'agent:lin', '01a1fc80-c6b8-7000-9586-73d51b048fb3', 0, '{"kind":"message","id":"01a1fc80-c6b8-7000-9586-73d51b048fb3","by":{"role":"agent","id":"lin","name":"Lin"},"audience":"all","body":{"text":"Hello Eve, this is Lin"},"seq":13,"at":1795237660344}');
INSERT INTO "events" VALUES (14, 'agent:lin', '01a1fc80-c6b8-7001-975f-d67ef3426fed', 1, '{"kind":"note","id":"01a1fc80-c6b8-7001-975f-d67ef3426fed","by":{"role":"agent","id":"lin","name":"Lin"},"audience":"staff","body":{"text":"Sounds tired"},"seq":14,"at":1795237660345}');
INSERT INTO "session" VALUES (1, 'corner', '5Yvd_oTxZl0gzYJCKffo3gFiaHs', 'c4e1f124-2a6d-4d78-81a9-d75138e59d21', '{"head":14,"publicHead":13,"fence":3,"holder":"agent:lin","agent":{"id":"lin","name":"Lin"},"case":{"id":"k_01a1fc80-c613-7000-94ca-8535dacc5d7a","openedAt":1795237660189,"open":true,"closedAt":null,"rated":false,"summarised":false,"lastAt":1795237660344,"messages":3,"agents":[{"id":"lin","name":"Lin"}],"locale":"en","earlier":["How do I send it back?"],"want":"How do I send it back?","mood":"calm","moodWords":[],"negativeWords":0,"misses":0,"actionErrors":0,"clarified":false,"offered":false,"flow":null,"facts":[],"asking":[],"confirmed":[],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]}},"handoff":{"id":"h_01a1fc80-c68c-7000-b54e-3e44d005aed0","reason":"asked","priority":0,"at":1795237660300},"profile":{"id":"cus_akDHJnCBz_HppfoWE7b0ZL6M--M","hostId":"eve","name":"eve","verified":true,"locale":"en","tier":null,"attributes":{}},"brief":{"want":"How do I send it back?","facts":[{"label":"name","value":"eve","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"unreachable","at":1795237660322}}', 'null');
INSERT INTO "burnt" VALUES ('3vm7oEOaSB5VUScPu5M4aNxHrsA', 1795237720182);
INSERT INTO "burnt" VALUES ('F6oPdSaCfyBXoMKw4zbVhs3uD2Y', 1795237720322);
INSERT INTO "timers" VALUES ('case', '', 1795239460189);
INSERT INTO "_cf_METADATA" VALUES (1, 1795239460189000000);

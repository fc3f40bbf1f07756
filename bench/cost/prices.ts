const DURABLE_OBJECTS = 'https://developers.cloudflare.com/durable-objects/platform/pricing/'
const WORKERS = 'https://developers.cloudflare.com/workers/platform/pricing/'

/** Dollars per unit beyond what the Workers Paid plan includes, as its price list said on `PRICES_READ`. */
export const PRICES = {
  workerRequests: { what: 'Worker requests', per: 'million', dollars: 0.3, included: '10 million', source: WORKERS },
  workerCpuMs: { what: 'Worker CPU', per: 'million ms', dollars: 0.02, included: '30 million ms', source: WORKERS },
  objectRequests: {
    what: 'Object requests: HTTP, RPC, alarms; 20 incoming WebSocket messages are one',
    per: 'million',
    dollars: 0.15,
    included: '1 million',
    source: DURABLE_OBJECTS,
  },
  gigabyteSeconds: {
    what: 'Object duration, 128 MB flat',
    per: 'million GB-s',
    dollars: 12.5,
    included: '400 000 GB-s',
    source: DURABLE_OBJECTS,
  },
  rowsRead: { what: 'Rows read', per: 'million', dollars: 0.001, included: '25 billion', source: DURABLE_OBJECTS },
  rowsWritten: {
    what: 'Rows written: an index, a delete and each `setAlarm` count too',
    per: 'million',
    dollars: 1,
    included: '50 million',
    source: DURABLE_OBJECTS,
  },
  storedGigabytes: {
    what: 'Stored in SQLite',
    per: 'GB-month',
    dollars: 0.2,
    included: '5 GB-month',
    source: DURABLE_OBJECTS,
  },
  blobGigabytes: {
    what: 'R2, stored: published packs',
    per: 'GB-month',
    dollars: 0.015,
    included: '10 GB-month',
    source: 'https://developers.cloudflare.com/r2/pricing/',
  },
  blobWrites: {
    what: 'R2, class A operations: one per published pack',
    per: 'million',
    dollars: 4.5,
    included: '1 million',
    source: 'https://developers.cloudflare.com/r2/pricing/',
  },
  blobReads: {
    what: 'R2, class B operations: one per isolate and pack',
    per: 'million',
    dollars: 0.36,
    included: '10 million',
    source: 'https://developers.cloudflare.com/r2/pricing/',
  },
  queueOperations: {
    what: 'Queues, operations of 64 KB: three per workspace and hour',
    per: 'million',
    dollars: 0.4,
    included: '1 million',
    source: 'https://developers.cloudflare.com/queues/platform/pricing/',
  },
} as const satisfies Record<string, { what: string; per: string; dollars: number; included: string; source: string }>

export const PRICES_READ = '2026-11-21'

/** An object is billed as if it had this much memory to itself. */
export const OBJECT_GIGABYTES = 0.128
export const MESSAGES_PER_REQUEST = 20

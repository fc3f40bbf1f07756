/** Caps of the protocol. Sizes in bytes of UTF-8 unless a name says otherwise, times in milliseconds. */
export const LIMITS = {
  frameBytes: 64 * 1024,
  textChars: 4_000,
  noteChars: 4_000,
  commentChars: 1_000,
  reasonChars: 200,
  /** Sends one customer may make within `sendWindowMs`. */
  sendsPerWindow: 20,
  sendWindowMs: 10_000,
  /** Frames of any type one socket may send within `sendWindowMs`; `got`, `read` and `signal` count here only. */
  framesPerWindow: 200,
  socketsPerParticipant: 8,
  /** A first frame must arrive within this time of the upgrade. */
  helloMs: 5_000,
  ticketMs: 60_000,
  /** Events in one `replay` or `page` frame. */
  pageEvents: 200,
  /** How far back a customer sees whom nobody vouches for. */
  visitorHistoryMs: 14 * 24 * 3_600_000,
  /** An unacknowledged backlog beyond either of these takes a reader out of live fan-out. */
  behindEvents: 256,
  behindBytes: 1024 * 1024,
  /** A reader that stays behind this long is closed and resumes later. */
  behindMs: 30_000,
  /** `got` is due at least once per this many events. */
  gotEvery: 64,
} as const

/** The only heartbeat: the runtime answers `ping` with `pong` without waking the object, so both are exact strings. */
export const HEARTBEAT = {
  ping: '{"type":"ping"}',
  pong: '{"type":"pong"}',
  everyMs: 20_000,
  deadAfterMs: 8_000,
} as const

/** First entry of `Sec-WebSocket-Protocol`; the second is `ticket.<jwt>`. */
export const SUBPROTOCOL = 'baton.v1'
export const TICKET_PREFIX = 'ticket.'

/** Version carried in `hello` and `welcome`. The gateway also serves `PROTOCOL_VERSION - 1` once there is one. */
export const PROTOCOL_VERSION = 1

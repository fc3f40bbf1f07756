/** What the simulated workspace is assumed to do. Every figure is a choice; change it and run again. */
export const ASSUMED = {
  /** Page views of one open session a day. Each is a join, a socket and a hello. */
  opensPerDay: 10,
  /** Messages to the bot of one open session a day. */
  botMessagesPerDay: 1,
  /** Share of the day that falls into its busiest hour. */
  peakShare: 0.1,
  /** Of the opens, those of somebody never seen before. */
  newcomers: 0.05,
  /** Sessions an agent holds at once, and how many of these places are taken at the peak. */
  capacity: 3,
  occupancy: 0.8,
  /** From accept to resolve; and from the offer to the accept. */
  handlingMs: 600_000,
  acceptMs: 8_000,
  offerMs: 20_000,
  /** Offers that lapse. */
  lapses: 0.05,
  /** Messages of both sides while an agent holds. */
  talkEveryMs: 20_000,
  /** Presence changes of an agent an hour. */
  presencePerHour: 4,
  /** Isolates of the Worker and of Sessions; each asks for settings and the current pack every five seconds. */
  isolates: 200,
  isolateKeepsMs: 5_000,
  sweepEveryMs: 20_000,
  /** How long the peak is watched; what comes in its first part is not counted. */
  warmUpMs: 20_000,
  watchedMs: 60_000,
} as const

/**
 * What one object can do on the edge, whatever our code costs: 1 000 requests a second by the platform's documentation,
 * about 410 durable transactions a second by a public measurement, each on its way to disk for about 10 ms.
 */
export const EDGE = { callMs: 1, transactionMs: 1_000 / 410, flushMs: 10 } as const

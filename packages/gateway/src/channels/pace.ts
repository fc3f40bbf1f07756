import type { ChannelKind } from '@baton/protocol'
import { Rate } from '../durable/rate.ts'
import type { Attempt } from './rooms.ts'

/**
 * How many messages a second each vendor takes of one account. Where a vendor says nothing of a second, what it says of a
 * day or a minute is spread; when it asks for a pause all the same, the pause is kept.
 */
export const PER_SECOND: Readonly<Record<ChannelKind, number>> = {
  // 500 000 customer-service messages a day: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html
  wechat: 20,
  // 10 000 calls a minute: https://developer.work.weixin.qq.com/document/path/90454
  wecom: 160,
  // 80, what comes in counted along: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
  whatsapp: 60,
  // "Not more than 30 messages per second": https://core.telegram.org/bots/faq#broadcasting-to-users
  telegram: 30,
  // 2 000: https://developers.line.biz/en/reference/messaging-api/#rate-limits
  line: 2_000,
  // 300: https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting
  messenger: 300,
  // Providers differ; most take this much of a new sender.
  email: 10,
  // One call a second: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
  phone: 1,
  api: 100,
}

/** Failures in a row after which a vendor is down. */
const FAILURES = 3
const FIRST_PAUSE_MS = 1_000
const LAST_PAUSE_MS = 60_000
/** A vendor may ask for a longer one than ours, but not for ever. */
const LONGEST_PAUSE_MS = 3_600_000
/** A try of which nothing was heard this long is over: no request takes longer. */
const TRY_MS = 20_000
/** Whoever waits longer than this asks too seldom. */
const LONGEST_WAIT_MS = 60_000

/**
 * When a message may go out on one account. Kept in memory: an object that slept has sent nothing. A vendor that is down is
 * asked by one at a time, after a pause that grows; whatever it answers then, it is up again.
 */
export class Pace {
  readonly #rate: Rate
  readonly #intervalMs: number
  #pausedUntil = 0
  /** When the last of those who wait was told to come: they come one after the other. */
  #lineUntil = 0
  #failures = 0
  #pauses = 0
  #downSince: number | null = null
  #triedAt: number | null = null

  /** @param downSince the vendor was down when this was last known. */
  constructor(kind: ChannelKind, downSince: number | null = null) {
    this.#rate = new Rate(PER_SECOND[kind], 1_000)
    this.#intervalMs = 1_000 / PER_SECOND[kind]
    this.#downSince = downSince
  }

  get downSince(): number | null {
    return this.#downSince
  }

  /** Zero: one message may go out now, and what becomes of it is told. Else how many milliseconds to wait before asking again. */
  leave(now: number): number {
    const paused = this.#pausedUntil - now
    if (paused > 0) return this.#wait(now, paused)
    if (this.#downSince !== null) {
      const trying = this.#triedAt === null ? 0 : this.#triedAt + TRY_MS - now
      // A clock that was set back does not make a try last longer.
      if (trying > 0 && trying <= TRY_MS) return Math.min(trying, this.#pauseMs())
      this.#triedAt = now
    }
    const full = this.#rate.take(now)
    if (full === 0) return 0
    if (this.#triedAt === now) this.#triedAt = null
    return this.#wait(now, full)
  }

  told(attempt: Attempt, now: number): void {
    if (attempt.as !== 'later') return this.#isUp()
    const asked = Math.min(attempt.retryAfterMs ?? 0, LONGEST_PAUSE_MS)
    if (attempt.isOverload) return this.#pause(now, Math.max(asked, this.#growing(now)))
    this.#failures += 1
    const wasTry = this.#triedAt !== null
    this.#triedAt = null
    if (this.#downSince === null && this.#failures < FAILURES) return asked > 0 ? this.#pause(now, asked) : undefined
    this.#downSince ??= now
    // Of many that were under way when it went down, the first has begun the pause.
    if (wasTry || now >= this.#pausedUntil) this.#pause(now, Math.max(asked, this.#growing(now)))
  }

  #isUp(): void {
    this.#failures = 0
    this.#pauses = 0
    this.#downSince = null
    this.#triedAt = null
  }

  #pause(now: number, ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms)
    this.#lineUntil = 0
  }

  /** The next pause: twice the one before, which must be over. */
  #growing(now: number): number {
    const ms = this.#pauseMs()
    if (now >= this.#pausedUntil) this.#pauses += 1
    return ms
  }

  #pauseMs(): number {
    return Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.#pauses, 10))
  }

  /** Those who wait are told to come at the vendor's rate, not all at once. */
  #wait(now: number, ms: number): number {
    const earliest = now + ms
    const latest = now + Math.max(ms, LONGEST_WAIT_MS)
    const isStale = this.#lineUntil > latest
    this.#lineUntil = isStale ? earliest : Math.max(earliest, this.#lineUntil + this.#intervalMs)
    return Math.ceil(this.#lineUntil - now)
  }
}

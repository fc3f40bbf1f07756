import { randomBytes, randomInt } from 'node:crypto'
import type { AccountKey, AccountOf, Mode, Said, SaidMessage, SayAnswer, SentAnswer } from '../vendors/control.ts'
import { isTyping, type Shown, shownOf } from './shown.ts'

export const NOT_THERE = 'no such app on this phone'

/** An app on the phone, and the business's account in it. */
export interface LineOptions {
  vendor: 'wechat' | 'whatsapp' | 'telegram' | 'line'
  /** What the business is called there. */
  name: string
  /** Names the account at the vendor. */
  key: AccountKey
  account: AccountOf
  /** Where the vendor sends what is said. */
  callback: string
}

/** What was typed or tapped on the page. */
export type Tap = Pick<SaidMessage, 'text' | 'tap' | 'media' | 'place'>

/** `blocked`: not the vendor's mood, but what the person has done. */
type Mood = Extract<Mode, 'ok' | 'down' | 'slow' | 'window_closed' | 'quota_spent' | 'unauthorised' | 'blocked'>

interface Row extends Shown {
  by: 'me' | 'them'
  at: number
  /** Of what was written here: null while it is on its way. */
  isAccepted?: boolean | null
}

/** What can go wrong in each app. WhatsApp tells nobody who is blocked; it refuses what is sent to them. */
const MOODS_OF: Record<LineOptions['vendor'], readonly Mood[]> = {
  wechat: ['ok', 'down', 'slow', 'window_closed', 'unauthorised', 'blocked'],
  whatsapp: ['ok', 'down', 'slow', 'window_closed', 'unauthorised', 'blocked'],
  telegram: ['ok', 'down', 'slow', 'unauthorised', 'blocked'],
  line: ['ok', 'down', 'slow', 'quota_spent', 'unauthorised', 'blocked'],
}

const NAMES = { wechat: '小周', whatsapp: 'Maya', telegram: 'Sofia', line: 'Yuki' } as const

const ADDRESSES = {
  wechat: () => `o${randomBytes(13).toString('hex')}`,
  whatsapp: () => `1555${randomInt(1e6, 1e7)}`,
  telegram: () => String(randomInt(1e9, 1e10)),
  line: () => `U${randomBytes(16).toString('hex')}`,
} as const

/** A link or a picture to scan, as the widget shows it for each app; what it carries is the code. */
const CODE_IN =
  /^https?:\/\/(?:t\.me|wa\.me|line\.me|m\.me|weixin\.qq\.com)\/\S*?(?:start=|text=|ref=|\/q\/|\?)([\w-]{6,})$/

/** One person's conversation with the business in one app. */
export class Line {
  readonly #vendors: string
  readonly #at: LineOptions
  #from: string
  #mood: Mood = 'ok'
  #rows: Row[] = []
  #seen = 0
  #types = false

  constructor(vendors: string, at: LineOptions) {
    this.#vendors = vendors
    this.#at = at
    this.#from = ADDRESSES[at.vendor]()
  }

  /** Everything the page shows of it. */
  async look(): Promise<object> {
    await this.#receive()
    const { vendor, name } = this.#at
    return {
      vendor,
      name,
      person: NAMES[vendor],
      address: this.#from,
      mood: this.#mood,
      moods: MOODS_OF[vendor],
      rows: this.#rows,
      isTyping: this.#types,
    }
  }

  /** True: the vendor was told that it is kept. */
  async say(tap: Tap): Promise<boolean> {
    await this.#receive()
    const { text, tap: chosen, media, place } = tap
    const row: Row = {
      by: 'me',
      at: Date.now(),
      isAccepted: null,
      texts: [text ?? chosen ?? ''].filter(Boolean),
      choices: [],
      files: media ? [media.name ?? media.kind] : [],
      place: place ?? null,
    }
    this.#rows.push(row)
    row.isAccepted = await this.#tell({ from: this.#from, name: NAMES[this.#at.vendor], ...this.#asSaid(tap) })
    return row.isAccepted
  }

  #asSaid({ text, tap, media, place }: Tap): Partial<SaidMessage> {
    // A reply keyboard of Telegram writes what stands on it.
    if (tap !== undefined) return this.#at.vendor === 'telegram' ? { text: tap } : { tap }
    const code = text === undefined ? null : CODE_IN.exec(text.trim())?.[1]
    if (code) return { code }
    return { ...(text !== undefined && { text }), ...(media && { media }), ...(place && { place }) }
  }

  /** How the vendor answers the business from now on, or that the person blocks it. */
  async feel(asked: string): Promise<void> {
    const { vendor, key } = this.#at
    const mood = MOODS_OF[vendor].find((each) => each === asked)
    if (!mood) throw new Error(NOT_THERE)
    const toggles = (mood === 'blocked') !== (this.#mood === 'blocked')
    if (toggles && vendor !== 'whatsapp') {
      await this.#tell({ from: this.#from, standing: mood === 'blocked' ? 'blocked' : 'open' })
    }
    await this.#control('behave', { for: key, mode: 'ok' satisfies Mode })
    if (mood !== 'ok') await this.#control('behave', { for: key, mode: mood, ms: 5_000, retryAfterS: 5 })
    this.#mood = mood
  }

  /** The same app in somebody else's hand: nothing was said yet. */
  becomeSomebodyElse(): void {
    this.#from = ADDRESSES[this.#at.vendor]()
    this.#rows = []
  }

  async #tell(said: Said): Promise<boolean> {
    const { vendor, account, callback } = this.#at
    const retriesMs = [500, 1_000, 2_000, 4_000]
    const { isAccepted } = await this.#control<SayAnswer>('say', { vendor, account, callback, said: [said], retriesMs })
    return isAccepted
  }

  /** Reads what the account sent since. LINE's answers name a message, not a person. */
  async #receive(): Promise<void> {
    const answer = await fetch(`${this.#vendors}/_/sent?for=${encodeURIComponent(this.#at.key)}`)
    const { sent } = (await answer.json()) as SentAnswer
    const fresh = sent.slice(this.#seen)
    this.#seen = sent.length
    for (const record of fresh) {
      const isMine = record.to === this.#from || (this.#at.vendor === 'line' && record.to === null)
      if (!isMine || (record.status !== 0 && record.status >= 300)) continue
      const shown = shownOf(record)
      if (shown) this.#rows.push({ by: 'them', at: Date.now(), ...shown })
      this.#types = !shown && isTyping(record)
    }
  }

  async #control<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(`${this.#vendors}/_/${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`the vendors answer ${path} with ${answer.status}`)
    return (answer.status === 204 ? null : await answer.json()) as Answer
  }
}

import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import type {
  AccountKey,
  AccountOf,
  Behaviour,
  Mode,
  Mount,
  Said,
  SaidMessage,
  SentRecord,
  WebhookRequest,
} from './control.ts'

/** One vendor, as `index.ts` mounts it. */
export interface Vendor {
  name: string
  /** Its API, by the host it is reached at. */
  apps: Partial<Record<Mount, Hono>>
  /** The requests it makes for these things, in their order, signed as it signs. */
  webhooks(account: AccountOf, said: Said[]): WebhookRequest[]
  /** What it asks when somebody enters the callback address, and what it wants to hear. */
  handshake?(account: AccountOf): WebhookRequest & { expects: { status: number; body?: string } }
  /** Seconds before it tries a webhook again, as documented. */
  retriesS: readonly number[]
  /** Whether an answer is what it wanted; else any 2xx. */
  isAccepted?(status: number, body: string): boolean
  /** When it gives up on an answer. */
  timeoutMs: number
  /** Ends what goes on by itself. */
  stop?(): void
}

/** A file a person sent, or an account did. */
export interface Kept {
  bytes: Uint8Array
  type: string
  name?: string
}

/** What all vendors share: what was asked of them, how they are to answer, and the files they keep. */
export class Stage {
  readonly #sent = new Map<AccountKey, SentRecord[]>()
  readonly #behaviours = new Map<AccountKey, Behaviour[]>()
  readonly #kept = new Map<string, Kept>()

  record(record: SentRecord): void {
    this.#sent.set(record.for, [...(this.#sent.get(record.for) ?? []), record])
  }

  sent = (key: AccountKey): SentRecord[] => this.#sent.get(key) ?? []

  forget(key: AccountKey): void {
    this.#sent.delete(key)
  }

  behave(behaviour: Behaviour): void {
    const others = (this.#behaviours.get(behaviour.for) ?? []).filter(({ to }) => to !== behaviour.to)
    const isAsEver = behaviour.mode === 'ok'
    this.#behaviours.set(behaviour.for, isAsEver ? others : [...others, behaviour])
  }

  /** How this call is to be answered. Uses up one of `times`; a slow answer is waited for here. */
  async mood(key: AccountKey, to: string | null): Promise<{ mode: Mode; retryAfterS: number; code?: number }> {
    const all = this.#behaviours.get(key) ?? []
    const behaviour = all.find((each) => each.to !== undefined && each.to === to) ?? all.find((each) => !each.to)
    if (!behaviour) return { mode: 'ok', retryAfterS: 0 }
    if (behaviour.times !== undefined) {
      behaviour.times -= 1
      if (behaviour.times <= 0)
        this.#behaviours.set(
          key,
          all.filter((each) => each !== behaviour),
        )
    }
    if (behaviour.mode === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, behaviour.ms ?? 1_000))
      return { mode: 'ok', retryAfterS: 0 }
    }
    const { mode, retryAfterS = 1, code } = behaviour
    return { mode, retryAfterS, ...(code !== undefined && { code }) }
  }

  /** Keeps a file and gives the id it is fetched by. */
  keep(kept: Kept, id: string = randomBytes(12).toString('hex')): string {
    this.#kept.set(id, kept)
    return id
  }

  kept = (id: string): Kept | null => this.#kept.get(id) ?? null
}

export const isMessage = (said: Said): said is SaidMessage =>
  'from' in said && !('receipt' in said) && !('standing' in said) && !('typing' in said)

/** The bytes of what a message brings. */
export const keptOf = (media: NonNullable<SaidMessage['media']>): Kept => ({
  bytes: Buffer.from(media.base64, 'base64'),
  type: media.type,
  ...(media.name !== undefined && { name: media.name }),
})

/** The body of a request as it is recorded: JSON, or a form with its files named and counted. */
export async function bodyOf(request: Request): Promise<{ body: unknown; files: Map<string, File> }> {
  const type = request.headers.get('content-type') ?? ''
  const files = new Map<string, File>()
  if (type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')) {
    const fields: Record<string, unknown> = {}
    for (const [name, value] of await request.formData()) {
      if (typeof value === 'string') fields[name] = value
      else {
        files.set(name, value)
        fields[name] = { name: value.name, type: value.type, bytes: value.size }
      }
    }
    return { body: fields, files }
  }
  const text = await request.text()
  try {
    return { body: text === '' ? null : JSON.parse(text), files }
  } catch {
    return { body: text, files }
  }
}

/** A connection that breaks before the answer: `index.ts` sees to it. */
export const BROKEN = 'x-broken'
export const broken = (): Response => new Response(null, { status: 500, headers: { [BROKEN]: 'yes' } })

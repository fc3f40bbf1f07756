import type { Entry } from './ledger.ts'
import { returnWindow } from './return-window.ts'

/** What customers may ask a ticket for. */
const TICKET_KINDS = ['parcel_stalled', 'order_delayed', 'faulty_product', 'missing_parts', 'other'] as const
type TicketKind = (typeof TICKET_KINDS)[number]

const RETURN_REASONS = ['damaged', 'wrong_item', 'not_as_described', 'unwanted', 'other'] as const
type ReturnReason = (typeof RETURN_REASONS)[number]

export const isTicketKind = (value: unknown): value is TicketKind => TICKET_KINDS.includes(value as TicketKind)
export const isReturnReason = (value: unknown): value is ReturnReason => RETURN_REASONS.includes(value as ReturnReason)

export interface Ticket {
  number: string
  kind: TicketKind
  order: string | null
  state: 'open'
}

export interface Return {
  number: string
  item: string
  reason: ReturnReason
  state: 'requested'
}

/** Why something is not done: an answer, and no failure. */
export type Refusal = 'not_eligible' | 'too_late' | 'invalid' | 'not_found'

/** Where customers' requests are taken down. In memory: a new shop has none. */
export class Counter {
  readonly #tickets: Ticket[] = []
  readonly #returns: (Return & { order: string })[] = []
  readonly #drafts = new Map<string, { order: string; address: string }>()
  readonly #addresses = new Map<string, string>()
  readonly #invoices = new Map<string, { number: string; title: string; taxId: string; email: string }>()

  /** One open ticket for one trouble: who asks again gets the number they have. */
  openTicket(kind: TicketKind, order: string | null): Ticket {
    const open = this.#tickets.find((each) => order !== null && each.kind === kind && each.order === order)
    if (open) return open
    const ticket: Ticket = { number: `T${10_001 + this.#tickets.length}`, kind, order, state: 'open' }
    this.#tickets.push(ticket)
    return ticket
  }

  /** What may go back of an order, and until when; what is on its way back already may not. */
  returnable(entry: Entry, now: number) {
    const gone = this.#returns.filter(({ order }) => order === entry.order.number).map(({ item }) => item)
    const window = returnWindow(entry, now)
    const items = window.items.filter(({ title }) => !gone.includes(title))
    const over = window.eligible && items.length === 0
    return { ...window, items, ...(over && { eligible: false, reason: 'returning' as const }) }
  }

  /** A return by an item's title. The refund is not made here: somebody looks at what comes back. */
  openReturn(entry: Entry, wanted: { item: string; reason: ReturnReason }, now: number): Return | Refusal {
    const { eligible, items } = this.returnable(entry, now)
    if (!eligible) return 'not_eligible'
    if (!items.some(({ title }) => title === wanted.item)) return 'invalid'
    const number = `R${20_001 + this.#returns.length}`
    const opened: Return = { number, ...wanted, state: 'requested' }
    this.#returns.push({ ...opened, order: entry.order.number })
    return opened
  }

  /** An address read back before it counts. It may change until the order is packed. */
  draftAddress(entry: Entry, address: string): { draft: string; address: string } | Refusal {
    if (entry.order.status !== 'pending') return 'too_late'
    const tidy = address.replace(/\s+/g, ' ').trim()
    // A street without a number is no address, and what masking left of a number is none.
    if (tidy.length < 8 || tidy.length > 200 || !/\d|[一二三四五六七八九十]/.test(tidy) || tidy.includes('•'))
      return 'invalid'
    const draft = `A${30_001 + this.#drafts.size}`
    this.#drafts.set(draft, { order: entry.order.number, address: tidy })
    return { draft, address: tidy }
  }

  changeAddress(entry: Entry, draft: string): { address: string } | Refusal {
    const known = this.#drafts.get(draft)
    if (known?.order !== entry.order.number) return 'not_found'
    if (entry.order.status !== 'pending') return 'too_late'
    this.#addresses.set(entry.order.number, known.address)
    return { address: known.address }
  }

  /** Null: as it was ordered. */
  addressOf(order: string): string | null {
    return this.#addresses.get(order) ?? null
  }

  /** One invoice an order; asked for again it is sent again, as it is now. */
  issueInvoice(entry: Entry, { title, taxId, email }: { title: string; taxId: string; email: string }) {
    if (entry.order.status === 'cancelled') return 'not_eligible' as const
    const isTitle = title.trim().length >= 2 && title.length <= 100
    const isTaxId = taxId === '' || /^(?:[0-9A-HJ-NP-RTUWXY]{18}|\d{15}|\d{8})$/i.test(taxId)
    if (!isTitle || !isTaxId || !/^[^\s@•]+@[^\s@•]+\.[^\s@•]+$/.test(email)) return 'invalid' as const
    const number = this.#invoices.get(entry.order.number)?.number ?? `I${40_001 + this.#invoices.size}`
    this.#invoices.set(entry.order.number, { number, title, taxId, email })
    return { number, title, email: veiled(email) }
  }
}

/** `li••••@example.com`: enough to know it again. */
export function veiled(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}••••@${host}`
}

import { z } from 'zod'
import { profile } from '../brief.ts'
import { accountView, channelKind } from '../channels/channel.ts'
import { sessionEvent } from '../events.ts'
import { instant, opaqueId, seq } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { locale } from '../locale.ts'
import { holder } from '../party.ts'
import { timeZone } from '../time-zone.ts'

const cursor = z.string().max(200)
const limit = z.coerce.number().int().min(1).max(200).default(50)

/** A page of a list. `after` is the `next` of the page before. */
export const pageQuery = z.object({ after: cursor.optional(), limit })
/** A page of a log: `after` is the `seq` it begins behind. `internal`: also what is for staff only. */
export const eventsQuery = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit,
  internal: z.enum(['true', 'false']).default('false'),
})
/** Newest first; `after` is the `next` of the page before. */
export const deliveriesQuery = z.object({ after: cursor.optional() })

export const customerView = z.object({
  id: z.string(),
  /** The id the business knows them by (`sub` of its tokens); null of a visitor. */
  hostId: z.string().nullable(),
  /** Where they speak now. */
  session: opaqueId,
  createdAt: instant,
  /** Channels on which they were found, besides the widget. */
  channels: z.array(channelKind),
})
export type CustomerView = z.infer<typeof customerView>

/** In the order in which they came: whoever comes meanwhile is at the end. `next` goes on, null ends. */
export const customersResponse = z.object({ customers: z.array(customerView), next: z.string().nullable() })
export type CustomersResponse = z.infer<typeof customersResponse>

export const openCase = z.object({ id: z.string(), openedAt: instant, holder })
export type OpenCase = z.infer<typeof openCase>

export const customerDetail = customerView.extend({
  /** Masked. `sources` says who said what. Null: nothing is known. */
  profile: profile.nullable(),
  /** Sessions that are read before this one, the latest first. */
  earlier: z.array(opaqueId),
  /** The matter they have now. */
  case: openCase.nullable(),
})
export type CustomerDetail = z.infer<typeof customerDetail>

/** No long numbers: what is a name is not masked. */
const fieldName = z.string().regex(/^(?!.*\d{5})[A-Za-z][A-Za-z0-9_-]{0,39}$/)

const MOST_FIELDS = 50
const few = (fields: object): boolean => Object.keys(fields).length <= MOST_FIELDS

/** What the business knows of a customer. Null takes a field back; what is left out stays. */
export const customerPatch = z
  .strictObject({
    name: z.string().trim().min(1).max(80).nullable(),
    locale,
    timeZone: timeZone.nullable(),
    tier: z.string().trim().min(1).max(40).nullable(),
    tags: z.array(z.string().trim().min(1).max(40)).max(50).nullable(),
    attributes: z
      .record(fieldName, z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .refine(few, `no more than ${MOST_FIELDS}`),
    consent: z.record(fieldName, z.boolean().nullable()).refine(few, `no more than ${MOST_FIELDS}`),
  })
  .partial()
export type CustomerPatch = z.infer<typeof customerPatch>

export const apiSession = z.object({
  id: opaqueId,
  customer: z.string(),
  /** Seq of the last event; 0: nothing was said. */
  head: seq,
  case: openCase.nullable(),
  /** Sessions that are read before this one, the latest first. */
  earlier: z.array(opaqueId),
  /** The session that goes on in place of this one. */
  linkedTo: opaqueId.nullable(),
  /** Channels by which the customer can be reached here, besides the widget. */
  channels: z.array(channelKind),
})
export type ApiSession = z.infer<typeof apiSession>

/** `next` is the `after` of the next page; null: there is no more now. */
export const eventsResponse = z.object({ events: z.array(sessionEvent), next: seq.nullable() })
export type EventsResponse = z.infer<typeof eventsResponse>

/** Goes to the page, and to the channel the customer speaks by. Masked like everything that is said. */
export const sayRequest = z.strictObject({
  text: z.string().trim().min(1).max(LIMITS.textChars),
  locale: locale.optional(),
})
export type SayRequest = z.infer<typeof sayRequest>

export const sayResponse = z.object({ session: opaqueId, seq: seq.min(1) })
export type SayResponse = z.infer<typeof sayResponse>

/** Accounts on channels, without what they are set up with. */
export const apiChannelsResponse = z.object({
  channels: z.array(
    accountView.pick({
      id: true,
      channel: true,
      name: true,
      isOn: true,
      missing: true,
      downSince: true,
      heardAt: true,
    }),
  ),
})
export type ApiChannelsResponse = z.infer<typeof apiChannelsResponse>

import type { CustomerId } from './customers.ts'
import type { ProductSlug } from './products.ts'

export type OrderStatus = 'pending' | 'packed' | 'shipped' | 'delivered' | 'cancelled' | 'delayed'
export type Carrier = 'sf' | 'yto' | 'jd'
export type ParcelState = 'in_transit' | 'out_for_delivery' | 'delivered' | 'stalled'
export type RefundStatus = 'none' | 'requested' | 'inspecting' | 'approved' | 'paid'

/** An order as written down here, with every date relative to the day the shop opens. */
export interface OrderSeed {
  number: string
  customer: CustomerId
  status: OrderStatus
  /** Days before today. */
  placed: number
  /** Days from today, negative in the past. Null when nothing is coming. */
  expected: number | null
  lines: Partial<Record<ProductSlug, number>>
  parcel?: { carrier: Carrier; state: ParcelState; hoursAgo: number; place: string }
  /** `days`: before today. Without `lines` the whole order is refunded. */
  refund?: { status: Exclude<RefundStatus, 'none'>; days: number; lines?: Partial<Record<ProductSlug, number>> }
}

type Lines = OrderSeed['lines']
type Extra = Pick<OrderSeed, 'parcel' | 'refund'>

const order = (
  number: string,
  customer: CustomerId,
  status: OrderStatus,
  placed: number,
  expected: number | null,
  lines: Lines,
  extra: Extra = {},
): OrderSeed => ({ number, customer, status, placed, expected, lines, ...extra })

const bought = (number: string, customer: CustomerId, placed: number, lines: Lines, extra: Extra = {}) =>
  order(number, customer, 'delivered', placed, 4 - placed, lines, extra)

const parcel = (carrier: Carrier, state: ParcelState, hoursAgo: number, place: string): Extra => ({
  parcel: { carrier, state, hoursAgo, place },
})

/** Oldest first. */
export const orderSeeds: readonly OrderSeed[] = [
  bought('SO10001', 'cus_emma', 412, { chair: 4 }),
  bought('SO10002', 'cus_sofia', 398, { lamp: 2 }),
  bought('SO10003', 'cus_lilei', 377, { bowl: 2, mug: 4 }),
  bought('SO10004', 'cus_emma', 351, { blanket: 1, candle: 2 }),
  bought('SO10005', 'cus_linyijun', 340, { tray: 1 }),
  bought('SO10006', 'cus_sofia', 322, { sofa: 1 }),
  bought('SO10007', 'cus_lilei', 305, { clock: 1 }),
  bought('SO10008', 'cus_emma', 288, { shelf: 2 }),
  bought('SO10009', 'cus_hanmeimei', 270, { cushion: 2 }),
  bought('SO10010', 'cus_linyijun', 251, { vase: 1, candle: 1 }),
  bought('SO10011', 'cus_sofia', 233, { basket: 3 }),
  bought('SO10012', 'cus_james', 214, { kettle: 1 }),
  order('SO10013', 'cus_lilei', 'cancelled', 201, null, { stool: 2 }, { refund: { status: 'paid', days: 198 } }),
  bought('SO10014', 'cus_emma', 190, { board: 1, bowl: 1 }),
  bought('SO10015', 'cus_hanmeimei', 171, { mug: 2 }),
  bought('SO10016', 'cus_sofia', 160, { blanket: 2 }),
  bought('SO10017', 'cus_linyijun', 149, { lamp: 1 }),
  bought('SO10018', 'cus_james', 133, { board: 1 }),
  bought('SO10019', 'cus_emma', 120, { vase: 2 }, { refund: { status: 'paid', days: 108, lines: { vase: 1 } } }),
  bought('SO10020', 'cus_lilei', 104, { cushion: 4 }),
  bought('SO10021', 'cus_sofia', 92, { clock: 1, candle: 3 }),
  bought('SO10022', 'cus_hanmeimei', 81, { kettle: 1, mug: 2 }),
  bought('SO10023', 'cus_linyijun', 70, { chair: 2 }),
  bought('SO10024', 'cus_james', 61, { lamp: 1 }),
  bought('SO10025', 'cus_emma', 52, { tray: 2, mug: 6 }),
  bought('SO10026', 'cus_lilei', 44, { blanket: 1 }),
  bought('SO10027', 'cus_sofia', 37, { stool: 2 }),
  bought('SO10028', 'cus_hanmeimei', 30, { lamp: 1 }, { refund: { status: 'paid', days: 16 } }),
  order('SO10029', 'cus_james', 'cancelled', 26, null, { chair: 2 }, { refund: { status: 'paid', days: 23 } }),
  bought('SO10030', 'cus_linyijun', 23, { bowl: 1, board: 1 }),
  bought('SO10031', 'cus_emma', 20, { kettle: 1 }, { refund: { status: 'approved', days: 2 } }),
  order('SO10032', 'cus_sofia', 'delayed', 19, 9, { sofa: 1, cushion: 2 }),
  bought('SO10033', 'cus_lilei', 16, { vase: 1 }, { refund: { status: 'inspecting', days: 3 } }),
  bought('SO10034', 'cus_james', 14, { clock: 1 }, { refund: { status: 'requested', days: 1 } }),
  order('SO10035', 'cus_hanmeimei', 'delivered', 12, -5, { basket: 1, candle: 2 }),
  bought(
    'SO10036',
    'cus_linyijun',
    11,
    { cushion: 2, blanket: 1 },
    { refund: { status: 'requested', days: 2, lines: { cushion: 1 } } },
  ),
  order('SO10037', 'cus_hanmeimei', 'shipped', 10, -4, { shelf: 1 }, parcel('yto', 'stalled', 118, '武汉转运中心')),
  order('SO10038', 'cus_emma', 'delayed', 9, 5, { lamp: 2 }),
  order('SO10039', 'cus_sofia', 'cancelled', 8, null, { mug: 4 }, { refund: { status: 'approved', days: 6 } }),
  order('SO10040', 'cus_james', 'shipped', 7, -2, { blanket: 1 }, parcel('jd', 'stalled', 82, 'Guangzhou sorting hub')),
  order(
    'SO10041',
    'cus_emma',
    'shipped',
    6,
    0,
    { bowl: 1, tray: 1 },
    parcel('sf', 'out_for_delivery', 2, 'Shanghai Xuhui'),
  ),
  order('SO10042', 'cus_lilei', 'shipped', 5, 1, { kettle: 1, mug: 2 }, parcel('sf', 'in_transit', 6, '嘉兴转运中心')),
  order('SO10043', 'cus_lilei', 'delayed', 5, 4, { chair: 2 }),
  order('SO10044', 'cus_linyijun', 'shipped', 4, 2, { candle: 2 }, parcel('sf', 'in_transit', 9, '廈門集運倉')),
  order('SO10045', 'cus_sofia', 'packed', 3, 3, { lamp: 1, shelf: 1 }),
  order('SO10046', 'cus_hanmeimei', 'packed', 2, 3, { board: 1, basket: 1 }),
  order('SO10047', 'cus_james', 'pending', 1, 5, { stool: 1 }),
  order('SO10048', 'cus_lilei', 'pending', 0, 6, { cushion: 2, clock: 1 }),
]

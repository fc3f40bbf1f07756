import type { Locale } from '../locale.ts'
import { en } from './copy/en.ts'
import { zhCN } from './copy/zh-cn.ts'
import { zhTW } from './copy/zh-tw.ts'

export const rooms = ['kitchen', 'table', 'living', 'furniture'] as const
export type Room = (typeof rooms)[number]

export const isRoom = (value: unknown): value is Room => rooms.includes(value as Room)

/** Colour of the tile behind a picture; each has a light and a dark form in the stylesheet. */
type Tone = 'sand' | 'sea' | 'moss' | 'clay'

export interface Product {
  slug: ProductSlug
  room: Room
  tone: Tone
  /** Fen, a hundredth of CNY. */
  price: number
  size: string
  /** Made after it is ordered. */
  madeToOrder?: boolean
}

export interface ProductText {
  name: string
  summary: string
  description: string
  material: string
}

const seeds = [
  { slug: 'kettle', room: 'kitchen', tone: 'sand', price: 26_800, size: '1.6 L' },
  { slug: 'lamp', room: 'living', tone: 'sea', price: 45_900, size: 'Ø 28 × 42 cm' },
  { slug: 'bowl', room: 'table', tone: 'clay', price: 19_800, size: 'Ø 15 × 7 cm' },
  { slug: 'blanket', room: 'living', tone: 'moss', price: 52_900, size: '130 × 180 cm' },
  { slug: 'chair', room: 'furniture', tone: 'sand', price: 129_000, size: '46 × 50 × 84 cm' },
  { slug: 'tray', room: 'table', tone: 'sea', price: 17_900, size: '38 × 26 × 4 cm' },
  { slug: 'mug', room: 'table', tone: 'moss', price: 7_800, size: '320 ml' },
  { slug: 'vase', room: 'living', tone: 'clay', price: 21_900, size: 'Ø 12 × 30 cm' },
  { slug: 'sofa', room: 'furniture', tone: 'sand', price: 568_000, size: '158 × 82 × 76 cm', madeToOrder: true },
  { slug: 'candle', room: 'living', tone: 'moss', price: 12_800, size: '220 g' },
  { slug: 'clock', room: 'living', tone: 'sea', price: 23_900, size: 'Ø 30 cm' },
  { slug: 'basket', room: 'kitchen', tone: 'clay', price: 18_900, size: '36 × 26 × 22 cm' },
  { slug: 'board', room: 'kitchen', tone: 'moss', price: 14_900, size: '40 × 20 × 2 cm' },
  { slug: 'stool', room: 'furniture', tone: 'clay', price: 39_900, size: 'Ø 32 × 45 cm' },
  { slug: 'cushion', room: 'living', tone: 'sand', price: 15_900, size: '45 × 45 cm' },
  { slug: 'shelf', room: 'furniture', tone: 'sea', price: 32_900, size: '80 × 18 × 20 cm' },
] as const

export type ProductSlug = (typeof seeds)[number]['slug']

export const products: readonly Product[] = seeds

const copy: Record<Locale, Record<ProductSlug, ProductText>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

export const productText = (slug: ProductSlug, locale: Locale): ProductText => copy[locale][slug]

export const productBySlug = (slug: string): Product | undefined => products.find((product) => product.slug === slug)

export const priceOf = (slug: ProductSlug): number => products.find((product) => product.slug === slug)?.price ?? 0

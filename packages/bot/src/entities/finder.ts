import type { BotContext, Entity, EntityPattern, Pack } from '@baton/protocol'
import type { Message } from '../normalise.ts'
import { findAmounts } from './amount.ts'
import { findCorrection } from './correction.ts'
import { findDates } from './date/date.ts'
import { withoutNamed } from './named.ts'
import { buildNumberFinder } from './numbers.ts'
import { findPhones } from './phone.ts'
import { buildProductFinder } from './product.ts'
import { readYesNo, YES_NO } from './yes-no.ts'

/** One message names so many things at most; more is a pasted list. */
const MOST = 16

export interface EntityFinder {
  /** What a message names wherever and whenever it is said. */
  find(message: Message): Entity[]
  /** Sums and dates: whose money and which day depends on the language and on `now`; without it no date is read. */
  findMeasures(message: Message, context: Pick<BotContext, 'locale' | 'now'>): Entity[]
  /** What the customer means when a slot of this type is asked for and they leave out its letters: 10042 for SO10042. */
  complete(message: Message, type: string): Entity | null
  /** Types of the workspace's own numbers. */
  own: ReadonlySet<EntityPattern['type']>
}

/** Finds everything a message names. Bounded, and linear in what it looks at. */
export function buildEntityFinder({ entities, products = [] }: Pick<Pack, 'entities' | 'products'>): EntityFinder {
  const numbers = buildNumberFinder(entities)
  const findProducts = buildProductFinder(products)
  return {
    own: new Set(entities.map(({ type }) => type)),
    complete: numbers.complete,
    find(message) {
      const correction = findCorrection(message, numbers)
      const named = numbers.find(message)
      const agreed = readYesNo(message)
      return once([
        ...named.filter(({ value }) => value !== correction?.corrects),
        ...(correction ? [correction] : []),
        ...(agreed ? [{ type: YES_NO, value: agreed, text: message.text }] : []),
        ...findProducts(without(message, named)),
        ...findPhones(message),
      ])
    },
    findMeasures(message, { now, locale }) {
      const rest = without(message, numbers.find(message))
      return once([...findAmounts(rest, locale), ...(now === undefined ? [] : findDates(rest, { now, locale }))])
    },
  }
}

/** The same value of a type is one thing, however often it is named. */
function once(found: readonly Entity[]): Entity[] {
  const seen = new Set<string>()
  return found
    .filter(({ type, value }) => {
      const key = `${type}\n${value}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, MOST)
}

/** Stands where a number was. Not a space, over which what is before and behind would be read together. */
const GONE = '\0'

/** The message as if its numbers were not there: what is an order number is neither a date nor a sum. */
const without = (message: Message, numbers: readonly Entity[]): Message => ({
  text: message.text,
  folded: withoutNamed(message, numbers, GONE),
})

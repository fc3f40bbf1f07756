import type { Day } from './day.ts'

/** Which way a date without a year, a month or a week points, as the words around it tell. */
export type Direction = 'past' | 'future' | null

const PAST =
  /下的?单|买的|付的?款|拍的|收到|签收|发的货|已经|申请的|退的|订的|寄的|当时|之前|还没(?:到|收|发|退)|(?:ordered|bought|paid|purchased|received|arrived|was|were|since|returned|sent|shipped|delivered|placed|charged|had|did|ago|last|got)(?![a-z])/u
const FUTURE =
  /能到|会到|到货吗|能发|会发|什么时候|来得及|预约|预计|之前(?:能|要|到|送|收)|前(?:能|要|到|送|收)|改到|改成|想在|打算|准备|要用|送到|送来|配送|安排|能送|上门|有货吗|开始|截止|(?:will|can|could|by|before|until|deliver|arrive|arrives|next|schedule|reschedule|need|want|going to|come|would|should|book|pick up|available|ready)(?![a-z])/u

export function directionOf(folded: string): Direction {
  const past = PAST.test(folded)
  const future = FUTURE.test(folded)
  return past === future ? null : past ? 'past' : 'future'
}

/** Of the days that could be meant, the one the direction asks for; the nearest where it asks for none. */
export function choose(candidates: readonly Day[], today: Day, direction: Direction): Day | null {
  const fitting = candidates.filter((day) =>
    direction === 'past' ? day <= today : direction === 'future' ? day >= today : true,
  )
  const [first, ...rest] = fitting.length > 0 ? fitting : candidates
  if (first === undefined) return null
  return rest.reduce((best, day) => (Math.abs(day - today) < Math.abs(best - today) ? day : best), first)
}

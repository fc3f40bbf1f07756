import type { FlowStep } from './flow.ts'

/** What is wrong with a flow, and at which step by its index; null for the whole. */
interface Complaint {
  step: number | null
  message: string
}

/**
 * What no schema of single steps sees: steps that lead nowhere, that nothing leads to, that use what nothing has filled,
 * and rounds without a word from the customer. Quadratic in the steps, which are few.
 */
export function checkFlow(steps: readonly FlowStep[]): Complaint[] {
  const ids = new Set(steps.map(({ id }) => id))
  if (ids.size !== steps.length) return [{ step: null, message: 'step ids repeat' }]
  const lost = steps.flatMap((each, step) =>
    targetsOf(each, undefined)
      .filter((target) => !ids.has(target))
      .map((target) => ({ step, message: `step ${each.id} goes to unknown step ${target}` })),
  )
  if (lost.length > 0) return lost
  return [...endsInTheMiddle(steps), ...unreachable(steps), ...rounds(steps), ...unfilled(steps)]
}

/** Where a step may lead: to the ones it names, and the one after it. */
function targetsOf(each: FlowStep, after: string | undefined): string[] {
  const next = after === undefined ? [] : [after]
  switch (each.do) {
    case 'ask':
      return [...next, each.otherwise]
    case 'confirm':
      return [...next, each.no, each.otherwise]
    case 'act':
      return [...next, each.otherwise, ...Object.values(each.errors)]
    case 'branch':
      return [each.otherwise, ...Object.values(each.cases)]
    case 'say':
      return each.next === undefined ? [] : [each.next]
    case 'forget':
      return [each.next]
    case 'handoff':
      return []
  }
}

function endsInTheMiddle(steps: readonly FlowStep[]): Complaint[] {
  const last = steps.at(-1)
  return last && (last.do === 'ask' || last.do === 'confirm' || last.do === 'act')
    ? [{ step: steps.length - 1, message: `step ${last.id} has no step after it to go on to` }]
    : []
}

function unreachable(steps: readonly FlowStep[]): Complaint[] {
  const reached = new Set<string>()
  const open = [steps[0]?.id]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    const at = steps.findIndex((each) => each.id === id)
    const each = steps[at]
    if (each) open.push(...targetsOf(each, steps[at + 1]?.id))
  }
  return steps.flatMap(({ id }, step) =>
    reached.has(id) ? [] : [{ step, message: `no step leads to ${id}: it is never reached` }],
  )
}

/** Where a step leads before the customer has said anything more. A slot that was forgotten is asked for. */
function withoutAWord(each: FlowStep, after: string | undefined): string[] {
  switch (each.do) {
    case 'ask':
      return after === undefined ? [] : [after]
    case 'confirm':
    case 'forget':
      return []
    default:
      return targetsOf(each, after)
  }
}

function rounds(steps: readonly FlowStep[]): Complaint[] {
  const nexts = new Map(steps.map((each, at) => [each.id, withoutAWord(each, steps[at + 1]?.id)]))
  const comesBack = (start: string): boolean => {
    const seen = new Set<string>()
    const open = [...(nexts.get(start) ?? [])]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === start) return true
      if (seen.has(id)) continue
      seen.add(id)
      open.push(...(nexts.get(id) ?? []))
    }
    return false
  }
  return steps.flatMap(({ id }, step) =>
    comesBack(id)
      ? [{ step, message: `step ${id} comes back to itself without asking: forget a slot or confirm on the way` }]
      : [],
  )
}

const PLACE = /\{([\w.-]+)(?:\|[\w.-]+)?\}/gu
/** Known without being asked for. */
const GIVEN = new Set(['customer', 'proved'])

const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACE)].map(([, path = '']) => path.split('.')[0] ?? '').filter((name) => !GIVEN.has(name))

/** What a step fills on its way to the next. */
const filledBy = (each: FlowStep): string[] => (each.do === 'ask' ? [each.slot] : each.do === 'act' ? [each.into] : [])

function unfilled(steps: readonly FlowStep[]): Complaint[] {
  const ever = new Set(steps.flatMap(filledBy))
  const always = alwaysFilled(steps)
  return steps.flatMap((each, step) => {
    const never = usesOf(each).filter((name) => !ever.has(name))
    const late =
      each.do === 'act'
        ? Object.values(each.input)
            .flatMap(namesIn)
            .filter((name) => ever.has(name) && !always[step]?.has(name))
        : []
    return [
      ...[...new Set(never)].map((name) => ({ step, message: `step ${each.id} uses {${name}}, which no step fills` })),
      ...[...new Set(late)].map((name) => ({ step, message: `step ${each.id} uses {${name}} before it is filled` })),
    ]
  })
}

function usesOf(each: FlowStep): string[] {
  const texts = (text: Record<string, string> | undefined) => Object.values(text ?? {}).flatMap(namesIn)
  const options = (list: { label: Record<string, string>; text: Record<string, string> }[]) =>
    list.flatMap(({ label, text }) => [...texts(label), ...texts(text)])
  const path = (value: string) => namesIn(`{${value}}`)
  switch (each.do) {
    case 'ask':
      return [
        ...[each.prompt, each.reprompt, each.invalid].flatMap(texts),
        ...options(each.options),
        ...(each.choices && 'from' in each.choices ? path(each.choices.from) : []),
      ]
    case 'confirm':
      return texts(each.prompt)
    case 'act':
      return [...Object.values(each.input).flatMap(namesIn), ...Object.values(each.facts ?? {}).flatMap(path)]
    case 'branch':
      return path(each.on)
    case 'say':
      return [...texts(each.text), ...options(each.options)]
    case 'forget':
      return [each.slot]
    case 'handoff':
      return texts(each.text)
  }
}

/** Per step, what is filled whichever way it was reached: the least fixed point over all ways. */
function alwaysFilled(steps: readonly FlowStep[]): ReadonlySet<string>[] {
  const everything = new Set(steps.flatMap(filledBy))
  const filled = steps.map((_, at) => (at === 0 ? new Set<string>() : new Set(everything)))
  const index = new Map(steps.map(({ id }, at) => [id, at]))
  for (let changed = true; changed; ) {
    changed = false
    for (const [at, each] of steps.entries()) {
      const before = filled[at] ?? new Set()
      for (const [target, after] of waysFrom(each, steps[at + 1]?.id, before)) {
        const known = filled[index.get(target) ?? -1]
        for (const name of known ?? []) {
          if (after.has(name)) continue
          known?.delete(name)
          changed = true
        }
      }
    }
  }
  return filled
}

function waysFrom(
  each: FlowStep,
  after: string | undefined,
  before: ReadonlySet<string>,
): [string, ReadonlySet<string>][] {
  const forgotten = each.do === 'forget' ? each.slot : null
  const kept = new Set([...before].filter((name) => name !== forgotten))
  const more = new Set([...kept, ...filledBy(each)])
  const isNext = (target: string) => target === after && (each.do === 'ask' || each.do === 'act')
  // A step may name the one after it for its failures too: then nothing is sure to be filled there.
  const failures = new Set(targetsOf(each, undefined))
  if (each.do === 'branch') return waysFromBranch(each, kept)
  return targetsOf(each, after).map((target) => [target, isNext(target) && !failures.has(target) ? more : kept])
}

/** A case of a value there is shows that it is filled; the way of no value, and the rest, show nothing. */
function waysFromBranch(
  { on, cases, otherwise }: Extract<FlowStep, { do: 'branch' }>,
  before: ReadonlySet<string>,
): [string, ReadonlySet<string>][] {
  const filled = new Set([...before, ...namesIn(`{${on}}`)])
  const ways = Object.entries(cases).map(([value, target]): [string, ReadonlySet<string>] => [
    target,
    value === '' || value === 'null' ? before : filled,
  ])
  return [...ways, [otherwise, before]]
}

import type { Pack } from '@baton/protocol'
import { makeScreen } from './screen.ts'

/** A fixed text of a pack that its bot may not say: where it stands, and the code of what it breaks. */
export interface Unsayable {
  path: string
  code: string
}

/**
 * The texts operators have the bot say as they are (wording, flows, what rules say) that it may not say. They pass no door when
 * they are said, so they pass this one when they are published. Linear in the texts.
 */
export function unsayable({ forbidden, wording, flows, rules }: Pack): Unsayable[] {
  const screen = makeScreen(forbidden)
  const says = rules.map(({ say }) => ({ say }))
  return [...textsOf(wording, 'wording'), ...textsOf(flows, 'flows'), ...textsOf(says, 'rules')].flatMap(
    ({ path, text }) => {
      const code = screen(text)
      return code === null ? [] : [{ path, code }]
    },
  )
}

const textsOf = (value: unknown, path: string): { path: string; text: string }[] =>
  typeof value === 'string'
    ? [{ path, text: value }]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`))
      : []

import type { LinkRow } from './rooms.ts'

type Pair = Pick<LinkRow, 'older' | 'newer'>

/** Sessions of one customer: each leads to the one that it is an earlier segment of, the last is where they speak. */
export class Lineage {
  readonly #newer: ReadonlyMap<string, string>
  /** Earlier ones first. */
  readonly sessions: readonly string[]

  /** @param own whose family it is: a session by itself has no link. */
  constructor(own: readonly string[], links: readonly Pair[]) {
    this.#newer = new Map(links.map(({ older, newer }) => [older, newer]))
    const sessions = [...new Set([...own, ...links.flatMap(({ older, newer }) => [older, newer])])]
    const depths = new Map(sessions.map((each) => [each, this.later(each).length]))
    this.sessions = sessions.sort((left, right) => (depths.get(right) ?? 0) - (depths.get(left) ?? 0))
  }

  /** Those that are read after it, the next first. */
  later(session: string): string[] {
    const found: string[] = []
    for (let next = this.#newer.get(session); next !== undefined; next = this.#newer.get(next)) found.push(next)
    return found
  }

  /** Where they speak. */
  root(session: string): string {
    return this.later(session).at(-1) ?? session
  }
}

/** What a session is told. */
export type Told = { session: string; link: string; other: string } & (
  | { call: 'link'; as: 'earlier' | 'newer' }
  | { call: 'unlink' }
)

/**
 * What sessions are told when a link comes or goes. Every earlier segment hangs on the session where they speak, so one that
 * moves takes its own earlier ones along. `link` names each connection, and is another for each, as what is written of it
 * is written once.
 */
export function tellings(
  { id, older, state }: Pick<LinkRow, 'id' | 'older' | 'state'>,
  before: Lineage,
  after: Lineage,
): Told[] {
  const sessions = [...new Set([...before.sessions, ...after.sessions])]
  return sessions.flatMap((session): Told[] => {
    const [was, is] = [before.later(session), after.later(session)]
    const [from, to] = [was.at(-1) ?? session, is.at(-1) ?? session]
    if (from === to) return []
    const link = session === older ? id : `${id}.${session}`
    const parted = was.filter((each) => !is.includes(each))
    const again = state === 'undone' ? `${link}.back` : link
    return [
      ...(from === session ? [] : [{ call: 'unlink' as const, session, link, other: from }]),
      ...parted.map((each) => ({ call: 'unlink' as const, session: each, link, other: session })),
      ...(to === session
        ? []
        : [
            { call: 'link' as const, session, link: again, as: 'earlier' as const, other: to },
            { call: 'link' as const, session: to, link: again, as: 'newer' as const, other: session },
          ]),
    ]
  })
}

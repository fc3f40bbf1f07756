/** What an agent was at, so that a reload takes them back to it. */
export interface Place {
  selected: string | null
  /** What was shown in place of the floor; a name that is none now is the floor. */
  screen: string
  /** Text not sent yet, by `draftKey`. */
  drafts: Readonly<Record<string, string>>
}

export type PlaceStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type DraftMode = 'reply' | 'note'

export const draftKey = (mode: DraftMode, session: string): string => `${mode}:${session}`

const KEY = 'baton.desk.place'
const NOWHERE: Place = { selected: null, screen: 'floor', drafts: {} }

/** The drafts without those of sessions the agent does not have; the same object when nothing goes. */
export function draftsOf(drafts: Place['drafts'], has: (session: string) => boolean): Place['drafts'] {
  const kept = Object.entries(drafts).filter(([key]) => has(key.slice(key.indexOf(':') + 1)))
  return kept.length === Object.keys(drafts).length ? drafts : Object.fromEntries(kept)
}

/** The drafts with those of one session in another, where there are none yet. */
export function draftsMoved(drafts: Place['drafts'], from: string, to: string): Place['drafts'] {
  const moved = { ...drafts }
  for (const mode of ['reply', 'note'] as const) {
    const text = drafts[draftKey(mode, from)]
    if (text === undefined) continue
    delete moved[draftKey(mode, from)]
    moved[draftKey(mode, to)] ??= text
  }
  return moved
}

/** What `owner` left in this tab. Another person's is not read, nor anything unreadable. */
export function loadPlace(store: PlaceStore | null, owner: string): Place {
  try {
    const parsed: unknown = JSON.parse(store?.getItem(KEY) ?? 'null')
    if (parsed === null || typeof parsed !== 'object') return NOWHERE
    const { owner: of, selected, screen, drafts }: Record<string, unknown> = { ...parsed }
    if (of !== owner) return NOWHERE
    const texts = drafts !== null && typeof drafts === 'object' ? Object.entries(drafts) : []
    return {
      selected: typeof selected === 'string' ? selected : null,
      screen: typeof screen === 'string' ? screen : NOWHERE.screen,
      drafts: Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    }
  } catch {
    // Storage may be forbidden or hold something foreign: the agent then starts with nothing open.
    return NOWHERE
  }
}

export function savePlace(store: PlaceStore | null, owner: string, { selected, screen, drafts }: Place): void {
  try {
    store?.setItem(KEY, JSON.stringify({ owner, selected, screen, drafts }))
  } catch {
    // Storage may be full or forbidden: the place then lasts for this page only.
  }
}

export function forgetPlace(store: PlaceStore | null): void {
  try {
    store?.removeItem(KEY)
  } catch {
    // Where storage is forbidden, nothing was kept.
  }
}

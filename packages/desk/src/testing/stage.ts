import type { AccountView, Assignment, SessionSnapshot } from '@baton/client'
import { BatonDesk, DeskStore } from '../index.ts'
import type { Preferences } from '../store/preferences.ts'
import { board, item, NOW, snapshot } from './cast.ts'
import { FakeApi } from './fake-api.ts'
import { FakeVoice } from './fake-call.ts'
import { FakeFloor } from './fake-floor.ts'
import { FakeSession } from './fake-session.ts'

/** A clock the test turns. */
class Clock {
  at = NOW

  readonly now = (): number => this.at
}

export interface Stage {
  desk: BatonDesk
  store: DeskStore
  api: FakeApi
  floor: FakeFloor
  clock: Clock
  notified: string[]
  voice: FakeVoice
  /** Whether the bell rings. */
  isRinging(): boolean
  /** What the tab remembers through a reload. */
  tab: Map<string, string>
  /** What each session's client starts from, by session. */
  snapshots: Map<string, SessionSnapshot>
  /** The client of a session that was opened. */
  session(id: string): FakeSession
  /** Takes a session into the agent's own, as the floor does. */
  take(session: string, change?: Partial<Assignment>, start?: Partial<SessionSnapshot>): void
  /** Waits until everything that follows from the last change is on the screen. */
  settle(): Promise<void>
  close(): void
}

interface StageOptions {
  signedIn?: boolean
  workspace?: string
  preferences?: Partial<Preferences>
  /** What the tab remembers from before. */
  tab?: Map<string, string>
  /** Sessions the floor says the agent has, from the first board on. */
  mine?: Assignment[]
  /** What the agent who signs in is. */
  role?: string
  /** The workspace's accounts of channels. */
  accounts?: AccountView[]
  /** False: the browser refuses notifications. */
  notifications?: boolean
}

/** A desk on the page with nothing real behind it. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const api = new FakeApi()
  api.signedIn = options.signedIn ?? true
  api.accounts = options.accounts ?? []
  if (options.role) api.identity = { ...api.identity, agent: { ...api.identity.agent, role: options.role } }
  const floor = new FakeFloor(board({ mine: options.mine ?? [] }))
  const tab = options.tab ?? new Map<string, string>()
  const clock = new Clock()
  const notified: string[] = []
  const voice = new FakeVoice()
  let ringing = false
  const snapshots = new Map<string, SessionSnapshot>()
  const sessions = new Map<string, FakeSession>()
  const stored = new Map([['baton.desk.preferences', JSON.stringify({ locale: 'en', ...options.preferences })]])
  const store = new DeskStore({
    api,
    gateway: 'https://gateway.example',
    floor: () => floor,
    session: (session, admit) => {
      const client = new FakeSession(snapshots.get(session) ?? snapshot(), admit)
      sessions.set(session, client)
      return client
    },
    now: clock.now,
    preferences: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => {
        stored.set(key, value)
      },
    },
    place: {
      getItem: (key) => tab.get(key) ?? null,
      setItem: (key, value) => {
        tab.set(key, value)
      },
      removeItem: (key) => {
        tab.delete(key)
      },
    },
    notifier: {
      allow: async () => options.notifications ?? true,
      show: (title) => {
        notified.push(title)
      },
    },
    ringer: {
      ring: (on) => {
        ringing = on
      },
    },
    voice: async () => voice,
    languages: ['en'],
    workspace: options.workspace ?? 'shop',
  })
  const desk = new BatonDesk()
  desk.store = store
  document.body.append(desk)
  await store.start()

  const settle = async () => {
    desk.requestUpdate()
    // Nested elements update in turn: root, area, part.
    for (let depth = 0; depth < 4; depth += 1) {
      await desk.updateComplete
      await new Promise((done) => setTimeout(done))
    }
  }
  await settle()
  return {
    desk,
    store,
    api,
    floor,
    clock,
    tab,
    notified,
    voice,
    isRinging: () => ringing,
    snapshots,
    session: (id) => {
      const session = sessions.get(id)
      if (!session) throw new Error(`Session ${id} was never opened.`)
      return session
    },
    take: (session, change = {}, start = {}) => {
      snapshots.set(session, snapshot(start))
      const assigned = {
        item: item(session),
        agent: { id: 'lin', name: 'Lin Yue' },
        fence: 3,
        acceptedAt: clock.at,
        ...change,
      }
      floor.setBoard({ mine: [...(floor.snapshot.board?.mine ?? []), assigned] })
    },
    settle,
    close: () => desk.remove(),
  }
}

/** A desk at which an agent of this role has opened session `s1`. */
export async function stageAtSession(
  role: string,
  locale: Preferences['locale'],
  events: SessionSnapshot['events'],
): Promise<Stage> {
  const scene = await stage({ signedIn: false, preferences: { locale } })
  scene.api.identity = { ...scene.api.identity, agent: { ...scene.api.identity.agent, role } }
  scene.api.signedIn = true
  await scene.store.start()
  scene.take('s1', { acceptedAt: NOW - 40_000 }, { events })
  await scene.store.request({ type: 'select', session: 's1' })
  await scene.settle()
  return scene
}

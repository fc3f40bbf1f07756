import { createDeskApi, createFloor, createReveals, createSession, staffWays } from '@baton/client'
import { browserRinger } from './call/ringer.ts'
import { BatonDesk, DeskStore } from './index.ts'
import { browserNotifier } from './notifier.ts'

/** Reading the property throws where the browser blocks storage; what it holds then lasts for this page only. */
function storage(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[kind]
  } catch {
    return null
  }
}

const gateway = location.origin
const api = createDeskApi(gateway)

const store = new DeskStore({
  api,
  gateway,
  floor: () => createFloor({ gateway, ticket: () => api.floorTicket() }),
  session: (session, admit) => createSession({ admit, name: session, reveals: createReveals, ways: staffWays }),
  now: () => Date.now(),
  preferences: storage('localStorage'),
  place: storage('sessionStorage'),
  notifier: browserNotifier,
  ringer: browserRinger(),
  voice: async () => (await import('./call/browser-voice.ts')).browserVoice,
  languages: navigator.languages,
  workspace: new URLSearchParams(location.search).get('workspace') ?? '',
})

const desk = new BatonDesk()
desk.store = store
document.body.append(desk)
void store.start()

import { createDeskApi, createFloor, createSession } from '@baton/client'
import { BatonDesk, DeskStore } from './index.ts'
import { browserNotifier } from './notifier.ts'
import type { PreferenceStore } from './store/preferences.ts'

/** Reading `localStorage` throws where the browser blocks it; choices then last for this page only. */
function preferenceStore(): PreferenceStore | null {
  try {
    return window.localStorage
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
  session: (session, admit) => createSession({ admit, name: session }),
  now: () => Date.now(),
  preferences: preferenceStore(),
  notifier: browserNotifier,
  languages: navigator.languages,
  workspace: new URLSearchParams(location.search).get('workspace') ?? '',
})

const desk = new BatonDesk()
desk.store = store
document.body.append(desk)
void store.start()

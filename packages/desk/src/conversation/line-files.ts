import type { SessionClient } from '@baton/client'
import { createFiles, type Files } from '@baton/client/files'
import { ask } from '../store/request.ts'

const known = new WeakMap<SessionClient, Files>()

/** The files of a session that is open at this desk; null when it is not. */
export function filesOf(element: Element, session: string): Files | null {
  let files: Files | null = null
  ask(element, {
    type: 'client',
    session,
    use(client) {
      files = known.get(client) ?? createFiles(client)
      known.set(client, files)
    },
  })
  return files
}

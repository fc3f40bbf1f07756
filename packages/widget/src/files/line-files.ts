import type { SessionClient } from '@baton/client'
import { createFiles, type Files } from '@baton/client/files'
import { ask } from '../request.ts'

const known = new WeakMap<SessionClient, Files>()

/** The files of the session that the widget around this element has open; null while it has none. */
export function filesOf(element: Element): Files | null {
  let files: Files | null = null
  ask(element, {
    kind: 'client',
    use(client) {
      files = known.get(client) ?? createFiles(client)
      known.set(client, files)
    },
  })
  return files
}

import { receiveMail } from './channels/mailbox.ts'
import type { Env } from './env.ts'
import { app } from './http/app.ts'
import { receiveRounds } from './rounds/queue.ts'
import { sendRounds } from './rounds/scheduled.ts'

export { Audit } from './audit/audit.ts'
export { Call } from './call/call.ts'
export { Channels } from './channels/channels.ts'
export { control as Control } from './control.ts'
export { Directory } from './directory/directory.ts'
export { Floor } from './floor/floor.ts'
export { Integrations } from './integrations/integrations.ts'
export { Keys } from './keys/keys.ts'
export { Knowledge } from './knowledge/knowledge.ts'
export { Session } from './session/session.ts'

export default {
  fetch: app.fetch,
  scheduled: (_controller, env) => sendRounds(env),
  queue: receiveRounds,
  email: receiveMail,
} satisfies ExportedHandler<Env>

import { redact, redactJson } from '@baton/relay/masking'
import { BOT } from '@baton/relay/session'
import type { TellAnswer, Telling } from '../channels/rooms.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'

/** Whoever could not be told to comes again after this time. */
const RETRY_MS = 2_000

/** Says words of the gateway's own by one way to the customer: in the log like all that the bot says. */
export const tell = (core: Core, telling: Telling): Promise<TellAnswer> =>
  core.line.run(async () => {
    const { ledger, routes } = core
    const { id, text, locale, options, route } = telling
    try {
      if (ledger.state.linkedTo !== null) return { ok: false, refused: 'linked' }
      await routes.meet(telling)
      if (ledger.find(BOT, id)) return { ok: true }
      routes.spoke(telling, Date.now())
      const body = {
        text: redact(text, []).text,
        locale,
        ...(options.length > 0 && { options: redactJson(options, []) }),
        to: { route },
      }
      core.commit([{ kind: 'message', id, by: BOT, audience: 'all', body }])
      return { ok: true }
    } catch (error) {
      if (core.isOver) return { ok: false, refused: 'erased' }
      warn('session.tell', error)
      return { ok: false, refused: 'unavailable', retryAfterMs: RETRY_MS }
    }
  })

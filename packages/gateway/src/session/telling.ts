import type { Locale } from '@baton/protocol'
import { redact, redactJson } from '@baton/relay/masking'
import { BOT } from '@baton/relay/session'
import type { TellAnswer, Telling, Welcoming } from '../channels/rooms.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'
import { wasHeardElsewhere } from './heard-before.ts'

/** Whoever could not be told to comes again after this time. */
const RETRY_MS = 2_000

type Words = Telling['words'][Locale]

/** Says words of the gateway's own by one way to the customer: in the log like all that the bot says. */
export const tell = (core: Core, { words, ...to }: Telling): Promise<TellAnswer> =>
  toldBy(core, to, async (locale) => words[locale])

/** To somebody who has come and said nothing: who is here, and what for. Where something was said before it would interrupt. */
export const welcome = (core: Core, to: Welcoming): Promise<TellAnswer> =>
  toldBy(core, to, async (locale) => {
    const { snapshot } = await core.knowhow()
    return core.ledger.state.publicHead === 0 ? { text: snapshot.pack.wording.greeting[locale], options: [] } : null
  })

/** @param wordsOf null: there is nothing to say. */
const toldBy = (core: Core, to: Welcoming, wordsOf: (locale: Locale) => Promise<Words | null>): Promise<TellAnswer> =>
  core.line.run(async () => {
    const { ledger, routes } = core
    const { id, route } = to
    try {
      if (ledger.state.linkedTo !== null) return { ok: false, refused: 'linked' }
      await routes.meet(to)
      const isTold = ledger.find(BOT, id) !== null || (await wasHeardElsewhere(core, route, id))
      const { state } = ledger
      const locale = state.case?.locale ?? to.locale ?? state.profile?.locale ?? to.profile.locale
      const words = isTold ? null : await wordsOf(locale)
      if (!words) return { ok: true }
      routes.spoke(to, Date.now())
      const { text, options } = words
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

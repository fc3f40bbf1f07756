import type { Rule } from '@baton/protocol'
import { DETECTORS, redact, redactJson } from '@baton/relay/masking'
import type { Fired } from '@baton/relay/rules'
import { offerUnasked, ruleOn, STANDING } from '@baton/relay/session'
import type { Core } from './core.ts'
import type { Knowhow } from './knowhow.ts'
import { personOption } from './rule-words.ts'

/** While the bot answers, an offer waits this long for it to end. */
const BUSY_MS = 2_000

/** An offer that waited for its time: made when the rule is still there, still holds, and the bot still has the session. */
export async function offerInTime(core: Core, rule: string): Promise<void> {
  const knowhow = await core.knowhow()
  const { ledger, timers } = core
  if (ledger.store.turn()) {
    timers.set('offer', rule, Date.now() + BUSY_MS)
    return timers.arm()
  }
  const rules = knowhow.snapshot.pack.rules.filter(({ id, delayS }) => id === rule && delayS !== undefined)
  const fired = ledger.state.case?.open ? firedNow(core, knowhow, rules) : null
  make(core, knowhow, fired, () => timers.clear('offer', rule))
}

/** The customer has rated, and may not write again: an offer does not wait for a message. */
export async function offerAfterRating(core: Core): Promise<void> {
  const knowhow = await core.knowhow()
  const rules = knowhow.snapshot.pack.rules.filter(({ at }) => at === 'rating')
  make(core, knowhow, firedNow(core, knowhow, rules), () => core.timers.clear('rated', ''))
}

/** Judged without a message: the clock, or a rating, is the occasion. */
function firedNow({ ledger }: Core, { snapshot }: Knowhow, rules: readonly Rule[]): Fired | null {
  const { holder, linkedTo, case: it } = ledger.state
  // Who is answering questions before a person comes has one coming.
  if (holder !== 'bot' || linkedTo !== null || it?.prescreen) return null
  const occasion = rules.map((rule): Rule => ({ ...rule, at: 'rating', delayS: undefined }))
  return ruleOn(ledger.state, { ...snapshot.pack, rules: occasion }, 'rating', STANDING, Date.now()).fired
}

function make(core: Core, { config, snapshot, exempt }: Knowhow, fired: Fired | null, done: () => void): void {
  if (!fired) return done()
  const { wording } = snapshot.pack
  const { state } = core.ledger
  const locale = state.case?.locale ?? config.locale
  const drafts = offerUnasked(state, snapshot.version, fired, exempt, {
    text: redact((fired.rule.say ?? wording.offerPerson)[locale], DETECTORS, exempt).text,
    locale,
    options: redactJson([personOption(wording, locale)], DETECTORS, exempt),
  })
  core.commit(drafts, { within: done })
}

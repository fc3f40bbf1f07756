import { closeSilent } from '@baton/relay/session'
import type { Core } from './core.ts'

/** Looks at the open case: closes it when it has been silent for long, and sets when to look again. */
export async function watchCase(core: Core): Promise<void> {
  const { settings } = (await core.knowhow()).config
  const now = Date.now()
  const { state } = core.ledger
  const it = state.case
  const done = () => core.timers.clear('case', '')
  if (!it?.open) return done()
  const verdict = closeSilent(state, settings, now)
  if (verdict.ok && verdict.drafts.length > 0) return core.commit(verdict.drafts, { within: done })
  core.duties.tellAgain(state, now)
  core.timers.set(
    'case',
    '',
    state.holder === 'bot' && !state.call ? it.lastAt + settings.caseIdleMs : now + settings.caseIdleMs,
  )
  core.duties.wake()
}

import { describe, expect, test } from 'vitest'
import { closeSilent } from './index.ts'
import { customer, lin, Rig, said, settings } from './testing/rig.ts'

describe('cases', () => {
  test('the first message opens one, the next joins it', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    rig.say(customer, 'where is my order')
    expect(rig.kinds).toEqual(['case.opened', 'message', 'message'])
    expect(rig.state.case?.messages).toBe(2)
  })

  test('silence closes a case with the bot and sends a summary; an early look does nothing', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    rig.now += settings.caseIdleMs - 1
    expect(closeSilent(rig.state, settings, rig.now)).toEqual({ ok: true, drafts: [] })
    rig.now += 1
    const verdict = closeSilent(rig.state, settings, rig.now)
    if (verdict.ok) rig.append(verdict.drafts)
    expect(rig.kinds.slice(-2)).toEqual(['case.closed', 'case.summarised'])
    expect(rig.state.case).toMatchObject({ open: false, summarised: true, rated: false })
  })

  test('silence does not close a case that waits for a person', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    expect(closeSilent(rig.state, settings, rig.now + settings.caseIdleMs * 9)).toEqual({ ok: true, drafts: [] })
  })

  test('a message within the window reopens the case, later it opens another', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    const first = rig.state.case?.id
    const close = () => {
      rig.now += settings.caseIdleMs
      const verdict = closeSilent(rig.state, settings, rig.now)
      if (verdict.ok) rig.append(verdict.drafts)
    }
    close()
    rig.now += settings.reopenMs - 1
    rig.say(customer, 'one more thing')
    expect(rig.state.case).toMatchObject({ id: first, open: true })
    close()
    rig.now += settings.reopenMs
    rig.say(customer, 'something else')
    expect(rig.state.case?.id).not.toBe(first)
  })

  test('a case is rated once, and only when it is closed', () => {
    const rig = new Rig()
    const rate = () => rig.send(customer, { kind: 'rate', score: 5, tags: [], comment: said('') })
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    expect(rate()).toBe('case_open')
    rig.send(lin, { kind: 'resolve', resolution: said('Refunded.') })
    expect([rate(), rate()]).toEqual(['ok', 'already_rated'])
  })
})

import type { DeliveryReason } from '@baton/client'
import { expect } from 'chai'
import { deliveryWords } from '../locale/delivery-words.ts'
import { dictionaries } from '../locale/locale.ts'
import { NOW } from '../testing/cast.ts'
import { ROUTES } from '../testing/channels.ts'
import { BOT, CUSTOMER, LIN, LogWriter, SYSTEM } from '../testing/log.ts'
import { deliveriesOf } from './deliveries.ts'

const { whatsapp, telegram } = ROUTES
const state = (log: LogWriter, seq: number) => deliveriesOf(log.events).get(seq)?.state

describe('deliveries', () => {
  const log = () =>
    new LogWriter()
      .add('route.changed', NOW, SYSTEM, whatsapp.found)
      .add('message', NOW, CUSTOMER, { text: 'a', via: whatsapp.via })
      .says(NOW, BOT, 'b')

  it('are on their way until the session tells more', () => {
    const one = log()
    expect(deliveriesOf(one.events).get(3)).to.deep.equal({ channel: 'whatsapp', state: 'coming', reason: null })
    expect(deliveriesOf(one.events).has(2)).to.equal(false)
    for (const next of ['sent', 'delivered', 'read'] as const) {
      one.add('message.delivery', NOW, SYSTEM, { ref: 3, route: whatsapp.id, channel: 'whatsapp', state: next })
      expect(state(one, 3)).to.equal(next)
    }
  })

  it('may be tried again after they have failed, or were held', () => {
    const one = log()
    const told = { ref: 3, route: whatsapp.id, channel: 'whatsapp' } as const
    one.add('message.delivery', NOW, SYSTEM, { ...told, state: 'held', reason: 'window_closed' })
    expect(deliveriesOf(one.events).get(3)).to.deep.include({ state: 'held', reason: 'window_closed' })
    one.add('message.delivery', NOW, SYSTEM, { ...told, state: 'failed', reason: 'gave_up' })
    one.add('message.delivery', NOW, SYSTEM, { ...told, state: 'sent' })
    expect(deliveriesOf(one.events).get(3)).to.deep.equal({ channel: 'whatsapp', state: 'sent', reason: null })
  })

  it('go where the customer spoke last, or where staff say', () => {
    const one = log()
      .add('route.changed', NOW, SYSTEM, telegram.found)
      .says(NOW, CUSTOMER, 'on the page now')
      .says(NOW, LIN, 'only on the page')
      .add('message', NOW, LIN, { text: 'by Telegram', to: { route: telegram.id } })
    expect(state(one, 6)).to.equal(undefined)
    expect(deliveriesOf(one.events).get(7)?.channel).to.equal('telegram')
  })

  it('have a sentence for every reason, in every language', () => {
    const reasons: readonly DeliveryReason[] = [
      'window_closed',
      'quota_spent',
      'blocked',
      'unknown_address',
      'unsupported',
      'template_refused',
      'rejected',
      'credentials',
      'account_gone',
      'gave_up',
    ]
    for (const [locale, words] of Object.entries(dictionaries)) {
      const said = reasons.map((reason) => deliveryWords({ channel: 'line', state: 'failed', reason }, words).why)
      expect(new Set(said).size, locale).to.equal(reasons.length)
      expect(said, locale).not.to.include(words.delivery.failed.other)
      const later = deliveryWords({ channel: 'line', state: 'held', reason: 'eclipse' as 'blocked' }, words)
      expect(later.why, locale).to.equal(words.delivery.held.other)
    }
  })
})

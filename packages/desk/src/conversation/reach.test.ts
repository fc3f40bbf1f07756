import type { Route } from '@baton/client'
import { expect } from 'chai'
import { NOW } from '../testing/cast.ts'
import { ROUTES, WHATSAPP } from '../testing/channels.ts'
import { filled, meterOf, outlookOf, stageOf, valuesOf, type Way, wayOut, waysTo } from './reach.ts'

const HOUR_MS = 3_600_000
const { whatsapp, wechat, telegram, email, messenger } = ROUTES
const only = (route: Route): Way => {
  const [way] = waysTo({ routes: [route] }, [WHATSAPP], NOW)
  if (!way) throw new Error('no way')
  return way
}

describe('reach', () => {
  const table: [string, Route, ReturnType<typeof stageOf>, string | null, number | null, number | null][] = [
    // what, route, stage, reason, left of the window in ms, left of the quota
    ['WhatsApp within a day', whatsapp.at(NOW - 20 * HOUR_MS), 'open', null, 4 * HOUR_MS, null],
    ['WhatsApp half an hour before', whatsapp.at(NOW - 23.5 * HOUR_MS), 'soon', null, HOUR_MS / 2, null],
    ['WhatsApp a day later', whatsapp.at(NOW - 24 * HOUR_MS), 'shut', 'window_closed', null, null],
    ['WhatsApp never heard', whatsapp.at(null), 'shut', 'window_closed', null, null],
    ['WhatsApp closed by them', whatsapp.at(NOW, { standing: 'blocked' }), 'shut', 'blocked', null, null],
    ['WeChat with two spent', wechat.at(NOW - HOUR_MS, { spent: 2 }), 'open', null, 47 * HOUR_MS, 3],
    ['WeChat with all spent', wechat.at(NOW - HOUR_MS, { spent: 5 }), 'shut', 'quota_spent', null, null],
    ['WeChat two days later', wechat.at(NOW - 48 * HOUR_MS), 'shut', 'window_closed', null, null],
    ['Messenger for a person', messenger.at(NOW - 25 * HOUR_MS), 'open', null, 143 * HOUR_MS, null],
    ['Telegram at any time', telegram.at(NOW - 900 * HOUR_MS), 'open', null, null, null],
    ['mail at any time', email.at(null), 'open', null, null, null],
  ]
  for (const [what, route, stage, reason, leftMs, left] of table) {
    it(`knows ${what}`, () => {
      const way = only(route)
      expect(stageOf(way, NOW)).to.equal(stage)
      expect(way.reach.may ? null : way.reach.reason).to.equal(reason)
      const meter = meterOf(way, NOW)
      expect([meter?.leftMs ?? null, meter?.left ?? null]).to.deep.equal([leftMs, left])
      expect(outlookOf(way, [way])?.reason ?? null).to.equal(reason)
    })
  }

  it('goes where the customer spoke last unless the agent chose another way', () => {
    const known = { routes: [whatsapp.at(NOW - HOUR_MS), telegram.at(NOW - 1)], speaksBy: whatsapp.id }
    const ways = waysTo(known, [], NOW)
    expect(ways.map(({ channel }) => channel)).to.deep.equal(['telegram', 'whatsapp'])
    expect(wayOut(ways, known, null)?.channel).to.equal('whatsapp')
    expect(wayOut(ways, known, telegram.id)?.channel).to.equal('telegram')
    expect(wayOut(ways, { routes: known.routes }, null)).to.equal(null)
    expect(wayOut(ways, known, 'gone since')?.channel).to.equal('whatsapp')
  })

  it('offers templates, then other open ways with mail last, while one is shut', () => {
    const routes = [whatsapp.at(NOW - 30 * HOUR_MS), email.at(NOW - 1), telegram.at(NOW - 2), wechat.at(null)]
    const ways = waysTo({ routes }, [WHATSAPP], NOW)
    const outlook = outlookOf(ways.find(({ channel }) => channel === 'whatsapp') ?? null, ways)
    expect(outlook?.templates).to.have.length(1)
    expect(outlook?.others.map(({ channel }) => channel)).to.deep.equal(['telegram', 'email'])
    const blocked = waysTo({ routes: [whatsapp.at(NOW, { standing: 'blocked' })] }, [WHATSAPP], NOW)
    expect(outlookOf(blocked[0] ?? null, blocked)?.templates).to.deep.equal([])
    expect(outlookOf(null, ways)).to.equal(null)
  })

  it('tells two accounts of one channel apart, and names one alone by its channel', () => {
    const other = whatsapp.at(NOW, { id: 'x'.repeat(22), account: 'ch_other00000000000' })
    const accounts = [WHATSAPP, { ...WHATSAPP, id: 'ch_other00000000000', name: 'Outlet' }]
    const names = (routes: Route[]) => waysTo({ routes }, accounts, NOW).map(({ account }) => account)
    expect(names([whatsapp.at(NOW - 1), other])).to.deep.equal(['Outlet', 'Lantern Home'])
    expect(names([whatsapp.at(NOW - 1)])).to.deep.equal([null])
  })

  it('fills a template with what is there, and leaves gaps', () => {
    const template = { name: 'a', language: 'en', text: 'Hello {{1}}, order {{2}}. {{1}}!' }
    expect(valuesOf(template)).to.equal(2)
    expect(valuesOf({ ...template, text: 'Hello' })).to.equal(0)
    expect(filled(template, ['Mei'])).to.equal('Hello Mei, order {{2}}. Mei!')
    expect(filled(template, ['$&', '{{1}}'])).to.equal('Hello $&, order {{1}}. $&!')
  })
})

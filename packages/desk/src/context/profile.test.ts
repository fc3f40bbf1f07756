import type { Profile } from '@baton/client'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { brief, NOW, profile, view } from '../testing/cast.ts'
import { find, texts } from '../testing/dom.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('the profile', () => {
  let scene: Stage
  const open = async (change: Partial<Profile>, locale: 'en' | 'zh-CN' = 'en') => {
    scene = await stage({ preferences: { locale } })
    scene.take('s1', {}, { view: view({ staff: { profile: { ...profile, ...change }, brief } }) })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }
  const lines = () => {
    const labels = texts(scene.desk, 'desk-context', '.attributes dt')
    return Object.fromEntries(
      texts(scene.desk, 'desk-context', '.attributes dd').map((text, index) => [labels[index] ?? '', text]),
    )
  }
  const timeIn = (timeZone: string, at: number) =>
    new Intl.DateTimeFormat('en', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(at)
  afterEach(() => scene.close())

  const at = NOW - 60_000
  const devices = [
    { kind: 'phone', browser: 'wechat' },
    { kind: 'computer', browser: 'firefox' },
  ] as const
  const said = { by: 'said', at } as const

  it('shows what time it is for the customer, what they came with, and who said so', async () => {
    await open({
      timeZone: 'America/New_York',
      devices: [...devices],
      tags: ['vip'],
      consent: { newsletter: true },
      sources: {
        timeZone: said,
        devices: said,
        tags: { by: 'api', at },
        locale: { by: 'channel', channel: 'telegram', at },
      },
    })
    const shown = lines()
    expect(shown['Local time']).to.match(
      new RegExp(`^${timeIn('America/New_York', NOW)} · America/New York ?from the customer’s browser, `),
    )
    expect(shown.Devices).to.match(/^Phone, WeChat; Computer, Firefox ?from the customer’s browser, /)
    expect(shown.Language).to.match(/^English ?from Telegram, /)
    expect(shown.Tags).to.match(/^vip ?from your system, /)
    expect(shown.Tier, 'the site said so itself').to.match(/^Gold$/i)
    expect(await violations()).to.deep.equal([])
    scene.clock.at += 60_000
    scene.desk.requestUpdate()
    await scene.settle()
    expect(lines()['Local time']).to.contain(timeIn('America/New_York', NOW + 60_000))
  })

  it('says it in the agent’s language', async () => {
    await open({ devices: [...devices], sources: { devices: said } }, 'zh-CN')
    expect(lines().设备).to.match(/^手机、微信; 电脑、Firefox ?来自客户的浏览器，/)
  })

  it('names a zone this browser does not know, and leaves out what nobody said', async () => {
    await open({ timeZone: 'Moon/Sea_of_Rain', sources: { locale: { by: 'said', at: 0 } } })
    const shown = lines()
    expect(shown['Local time']).to.equal('Moon/Sea_of_Rain')
    expect(shown.Language).to.equal('English')
    expect(shown).not.to.have.any.keys('Devices', 'Tags')
    expect(find(scene.desk, 'desk-context', '.source')).to.equal(null)
  })
})

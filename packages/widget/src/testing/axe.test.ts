import type { Locale } from '@baton/client'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { shopPage, violations } from './axe.ts'
import type { FakeSession } from './fake-session.ts'
import { findAll, mount, pause, unmountAll, until } from './mount.ts'
import { SCENES, type Scene } from './scenes.ts'

const linkOnly: FakeSession['answer'] = (frame) =>
  frame.type === 'file' ? { ...frame, type: 'link', path: '/v1/files/a.b.c', expiresAt: 0 } : null

const withWays: FakeSession['answer'] = (frame) =>
  frame.type === 'ways'
    ? {
        ...frame,
        code: '7K2PQ-9XWZT',
        expiresAt: Date.now() + 900_000,
        ways: [
          { channel: 'telegram', account: 'ch_1', name: 'Kite', href: 'https://t.me/kite_bot?start=7K2PQ-9XWZT' },
          { channel: 'wechat', account: 'ch_2', name: 'Kite', href: null },
        ],
      }
    : frame.type === 'connect'
      ? { ...frame, type: 'connected', as: 'consent', with: { channel: 'telegram', name: 'Li L.' } }
      : null

describe('axe', () => {
  let main: HTMLElement
  before(() => {
    main = shopPage()
  })
  after(() => main.remove())
  afterEach(async () => {
    unmountAll()
    await emulateMedia({ colorScheme: 'light' })
  })

  it('finds a violation where there is one', async () => {
    const bad = document.body.appendChild(document.createElement('button'))
    const found = await violations()
    bad.remove()
    expect(found.join()).to.contain('button-name')
  })

  for (const shows of ['the ways on', 'the question'] as const)
    for (const scheme of ['light', 'dark'] as const)
      it(`has nothing to say about ${shows}, ${scheme}`, async () => {
        await setViewport({ width: 1000, height: 800 })
        await emulateMedia({ colorScheme: scheme })
        if (shows === 'the question') history.replaceState(null, '', '#baton-link=7K2PQ-9XWZT')
        const { widget } = await mount({}, { answer: withWays })
        if (shows === 'the question') widget.identify(() => Promise.resolve('a.host.token'))
        else widget.showWays(true)
        const awaited = shows === 'the question' ? '[data-answer]' : '.code'
        await until(() => findAll(awaited, widget.shadowRoot as ParentNode).length > 0, 'it is shown')
        await pause(300)
        expect(await violations()).to.deep.equal([])
      })

  const screens: [Scene, boolean][] = [
    ['agent', false],
    ...(Object.keys(SCENES) as Scene[]).map((scene): [Scene, boolean] => [scene, true]),
  ]
  for (const [scene, open] of screens)
    for (const scheme of ['light', 'dark'] as const)
      for (const locale of ['en', 'zh-CN', 'zh-TW'] as const satisfies Locale[])
        it(`has nothing to say about ${open ? scene : 'the closed launcher'}, ${scheme}, ${locale}`, async () => {
          const phone = locale === 'zh-TW'
          await setViewport(phone ? { width: 390, height: 844 } : { width: 1000, height: 800 })
          await emulateMedia({ colorScheme: scheme })
          const { widget, session } = await mount(SCENES[scene](locale), { locale, open, answer: linkOnly })
          const root = widget.shadowRoot as ParentNode
          if (open && scene === 'rating') {
            await until(() => findAll('[value="4"]', root).length > 0, 'the form is loaded')
            findAll('[value="4"]', root)[0]?.click()
          }
          if (open && scene === 'queue') await until(() => findAll('.place', root).length > 0, 'the card is loaded')
          if (open && scene === 'files') await until(() => findAll('.picture', root).length > 0, 'the picture is shown')
          if (!open) session.view({ reads: { customer: 0, staff: 0 } })
          await pause(300)
          expect(await violations()).to.deep.equal([])
        })
})

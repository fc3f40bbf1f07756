import { emulateMedia, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from './testing/axe.ts'
import './call/glance.ts'
import './call/softphone.ts'
import './call/sound-test.ts'
import { busy } from './testing/busy.ts'
import { get } from './testing/dom.ts'
import { onCall } from './testing/on-call.ts'
import { type Stage, stage } from './testing/stage.ts'

describe('axe finds nothing', () => {
  let scene: Stage | undefined

  const settled = async (made: Stage) => {
    scene = made
    await made.settle()
    // Colours are measured at rest, not in the middle of a transition.
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    await new Promise((done) => setTimeout(done, 300))
  }

  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterEach(() => scene?.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`on sign-in, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme })
      await settled(await stage({ signedIn: false }))
      expect(await violations()).to.deep.equal([])
    })

    it(`on an empty desk, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme })
      await settled(await stage())
      expect(await violations()).to.deep.equal([])
    })

    it(`on a busy desk, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme })
      const made = await stage()
      busy(made)
      await settled(made)
      expect(await violations()).to.deep.equal([])
    })
  }

  it('on a busy desk in Chinese', async () => {
    const made = await stage({ preferences: { locale: 'zh-CN' } })
    busy(made, 'zh-CN')
    await settled(made)
    expect(await violations()).to.deep.equal([])
  })

  it('with the panels open', async () => {
    const made = await stage()
    busy(made)
    await made.settle()
    await get<HTMLElement & { toggle(panel: string): Promise<void> }>(made.desk, 'desk-top-bar').toggle('settings')
    get(made.desk, 'desk-conversation', '.resolve').click()
    await settled(made)
    expect(await violations()).to.deep.equal([])
  })

  for (const [locale, colorScheme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    it(`on a call, in ${locale}, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme })
      const made = await stage({ preferences: { locale } })
      onCall(made)
      await settled(made)
      expect(await violations()).to.deep.equal([])
      made.voice.last.set({
        isReconnecting: true,
        recording: 'on',
        quality: 'poor',
        held: true,
        muted: true,
        keys: true,
      })
      made.voice.last.set({ whisper: { text: 'English, angry: Where is my order', locale: 'en' } })
      await made.settle()
      get(made.desk, 'desk-softphone', '.keys').click()
      get(made.desk, 'desk-softphone', '.transfer').click()
      await settled(made)
      expect(await violations()).to.deep.equal([])
    })
  }

  it('on a call in Chinese, on a phone', async () => {
    await setViewport({ width: 390, height: 844 })
    const made = await stage({ preferences: { locale: 'zh-TW' } })
    onCall(made)
    await settled(made)
    expect(await violations()).to.deep.equal([])
    expect(document.documentElement.scrollWidth).to.be.at.most(390)
  })

  it('on a phone', async () => {
    await setViewport({ width: 390, height: 844 })
    const made = await stage()
    busy(made)
    await settled(made)
    expect(await violations()).to.deep.equal([])
  })
})

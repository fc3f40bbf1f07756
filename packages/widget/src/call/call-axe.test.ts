import type { Locale } from '@baton/client'
import { emulateMedia } from '@web/test-runner-commands'
import { expect } from 'chai'
import { shopPage, violations } from '../testing/axe.ts'
import { fakeCalls } from '../testing/fake-call.ts'
import { VIEW } from '../testing/fake-session.ts'
import { findAll, mount, pause, unmountAll, until } from '../testing/mount.ts'

const RINGING = {
  id: 'call_1',
  direction: 'out',
  channel: 'widget',
  status: 'ringing',
  at: 0,
  agent: { id: 'mei', name: 'Mei' },
} as const
const DEVICES = [{ id: '', label: '' }]
const CAPTIONS = [
  { key: '1', by: 'customer', text: 'Where is my order?', isFinal: true },
  { key: '2', by: 'bot', text: 'It is on', isFinal: false },
] as const

/** Which of the buttons above the ring, or below it, leads there. */
const SCENES = {
  before: null,
  full: null,
  consent: null,
  recorded: null,
  keypad: ['.control', 2],
  sound: ['.control', 3],
  bar: ['.top .quiet', 0],
  refused: null,
} as const
type Scene = keyof typeof SCENES

const show = async (scene: Scene, locale: Locale): Promise<void> => {
  const { placed, placeCall } = fakeCalls()
  const { widget } = await mount({}, { locale, placeCall })
  const root = widget.shadowRoot as ParentNode
  widget.openCall()
  await until(() => findAll('.page .solid', root).length > 0, 'what will be asked is told')
  if (scene === 'before') return
  findAll('.page .solid', root)[0]?.click()
  await until(() => findAll('.full', root).length > 0, 'the call is shown')
  if (scene === 'refused') placed[0]?.set({ phase: 'ended', microphone: 'refused' })
  else placed[0]?.connect({ captions: CAPTIONS, microphones: DEVICES, speakers: DEVICES, isMuted: true })
  if (scene === 'consent') placed[0]?.set({ recording: 'asked' })
  if (scene === 'recorded') placed[0]?.set({ recording: 'on' })
  await pause(50)
  const [selector, at] = SCENES[scene] ?? []
  if (selector) findAll(selector, root)[at ?? 0]?.click()
}

describe('axe on a call', () => {
  let main: HTMLElement
  before(() => {
    main = shopPage()
  })
  after(() => main.remove())
  afterEach(async () => {
    unmountAll()
    await emulateMedia({ colorScheme: 'light' })
  })

  // Languages differ in words, schemes in colours: each of both once is enough.
  for (const scene of Object.keys(SCENES) as Scene[])
    for (const [locale, scheme] of [
      ['en', 'light'],
      ['en', 'dark'],
      ['zh-CN', 'light'],
      ['zh-TW', 'dark'],
    ] as const)
      it(`has nothing to say about ${scene}, in ${locale}, ${scheme}`, async () => {
        await emulateMedia({ colorScheme: scheme })
        await show(scene, locale)
        await pause(250)
        expect(await violations()).to.deep.equal([])
      })

  for (const open of [true, false])
    for (const scheme of ['light', 'dark'] as const)
      it(`has nothing to say about a call that rings, ${open ? 'open' : 'closed'}, ${scheme}`, async () => {
        await emulateMedia({ colorScheme: scheme })
        localStorage.setItem('baton:met:pk_test', '1')
        const { widget } = await mount({ view: { ...VIEW, call: RINGING } }, { placeCall: fakeCalls().placeCall, open })
        await until(() => findAll('.card', widget.shadowRoot as ParentNode).length > 0, 'it rings')
        await pause(250)
        expect(await violations()).to.deep.equal([])
      })
})

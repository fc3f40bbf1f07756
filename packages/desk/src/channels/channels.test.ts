import type { Undelivered } from '@baton/client'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import type { Preferences } from '../store/preferences.ts'
import { violations } from '../testing/axe.ts'
import { NOW } from '../testing/cast.ts'
import { account, TELEGRAM, WECHAT, WHATSAPP } from '../testing/channels.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { type Stage, stage } from '../testing/stage.ts'
import { draftOf, fieldsOf, requestOf, wrongIn } from './account-draft.ts'
import { stateOf } from './account-state.ts'

const form = (...selectors: string[]) => ['desk-channels', 'desk-account-form', ...selectors]

const buried = (id: string, change: Partial<Undelivered> = {}): Undelivered => ({
  id,
  session: 'sess_0123456789abcdef',
  seq: 4,
  account: WHATSAPP.id,
  channel: 'whatsapp',
  reason: 'gave_up',
  at: NOW - 60_000,
  ...change,
})

let scene: Stage

const settled = async () => {
  await scene.settle()
  await scene.settle()
  await Promise.all(document.getAnimations().map((animation) => animation.finished))
}

async function open(screen: 'channels' | 'undelivered', role = 'admin', preferences: Partial<Preferences> = {}) {
  scene = await stage({ role, accounts: [WHATSAPP, WECHAT, TELEGRAM, account('line', { isOn: false })], preferences })
  scene.api.buried = [buried('b1'), buried('b2', { channel: 'wechat', reason: 'account_gone' })]
  await scene.store.request({ type: 'screen', screen })
  await settled()
}

const type = async (field: HTMLElement, text: string) => {
  field.focus()
  await sendKeys({ type: text })
  await scene.settle()
}

describe('an account as it is written', () => {
  it('may be saved before the vendor has told everything, but not malformed', () => {
    const draft = { ...draftOf(null, 'whatsapp'), name: ' Shop ' }
    expect(wrongIn(draft)).to.deep.equal([])
    expect(requestOf(draft)).to.deep.include({ name: 'Shop', settings: {}, secrets: {} })
    expect(wrongIn({ ...draft, name: ' ' })).to.deep.equal(['name'])
    expect(wrongIn({ ...draft, settings: { phoneNumberId: 'abc' }, secrets: { appSecret: 'short' } })).to.deep.equal([
      'phoneNumberId',
      'appSecret',
    ])
    expect(wrongIn({ ...draft, templates: [{ name: 'Big', language: 'en', text: 'a' }] })).to.deep.equal([
      'templates.0',
    ])
  })

  it('has the fields of its channel', () => {
    expect(fieldsOf('email', 'settings').find(({ name }) => name === 'user')?.isOptional).to.equal(true)
    expect(fieldsOf('line', 'secrets').map(({ name }) => name)).to.deep.equal(['channelSecret', 'accessToken'])
  })

  it('says what is most in the way first', () => {
    expect(
      [WHATSAPP, WECHAT, TELEGRAM, account('line', { isOn: false, missing: 'basicId' })].map(stateOf),
    ).to.deep.equal(['on', 'incomplete', 'down', 'off'])
  })
})

describe('channels', () => {
  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterEach(() => scene.close())

  for (const [role, screens] of [
    ['agent', []],
    ['senior', []],
    ['supervisor', ['undelivered']],
    ['admin', ['channels', 'undelivered', 'webhooks', 'api-keys', 'connectors', 'crm']],
  ] as const) {
    it(`are in the settings of ${role}: ${screens.join(', ') || 'nothing'}`, async () => {
      scene = await stage({ role })
      await get<HTMLElement & { toggle(panel: string): Promise<void> }>(scene.desk, 'desk-top-bar').toggle('settings')
      const offered = all(scene.desk, 'desk-top-bar', '[data-screen]').map(({ dataset }) => dataset.screen)
      expect(offered).to.deep.equal(screens)
      await scene.store.request({ type: 'screen', screen: 'channels' })
      await scene.settle()
      expect(find(scene.desk, 'desk-channels') !== null).to.equal(role === 'admin')
    })
  }

  it('are listed with their state as a sentence and the address to paste', async () => {
    await open('channels')
    expect(texts(scene.desk, 'desk-channels', '.card-top .badge')).to.deep.equal([
      'On',
      'Incomplete',
      'Not answering',
      'Off',
    ])
    const said = texts(scene.desk, 'desk-channels', '.said')
    expect(said[0]).to.match(/^Last heard /)
    expect(said[1]).to.equal('Still missing: App secret. Until then nothing comes in and nothing goes out.')
    expect(said[2]).to.match(/^The vendor has not answered since /)
    expect(said[3]).to.match(/^Nothing comes in/)
    expect(textOf(get(scene.desk, 'desk-channels', 'code'))).to.equal(WHATSAPP.callback)
  })

  it('take another one, with errors beside the field', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '.add').click()
    await scene.settle()
    expect(focused()?.id).to.equal('kind')
    const kind = get<HTMLSelectElement>(scene.desk, ...form('#kind'))
    kind.value = 'line'
    kind.dispatchEvent(new Event('change'))
    await scene.settle()
    await type(get(scene.desk, ...form('#name')), 'Lantern Taiwan')
    await type(get(scene.desk, ...form('#basicId')), 'lantern')
    get(scene.desk, ...form('.save')).click()
    await scene.settle()
    expect(focused()?.id).to.equal('basicId')
    expect(textOf(get(scene.desk, ...form('#basicId-error')))).to.contain('does not look right')
    expect(await violations()).to.deep.equal([])
    get<HTMLInputElement>(scene.desk, ...form('#basicId')).select()
    await sendKeys({ type: '@lantern' })
    await type(get(scene.desk, ...form('#channelSecret')), '0123456789abcdef')
    get(scene.desk, ...form('.save')).click()
    await settled()
    expect(scene.api.asked).to.deep.include([
      'save',
      null,
      {
        channel: 'line',
        name: 'Lantern Taiwan',
        isOn: true,
        settings: { basicId: '@lantern' },
        secrets: { channelSecret: '0123456789abcdef' },
        templates: [],
      },
    ])
    const said = get(scene.desk, 'desk-channels', '.page > [role=status]')
    expect(textOf(said)).to.equal('Saved. Next, paste its address at the vendor.')
    const card = all(scene.desk, 'desk-channels', '.card').at(-1)
    expect(textOf(card?.querySelector('h3') ?? null)).to.equal('Lantern Taiwan')
    const copy = card?.querySelector('desk-copy')?.shadowRoot?.activeElement
    expect(focused() === copy, 'the keyboard goes on at the address').to.equal(true)
    const below = document.documentElement.scrollHeight - scrollY - scene.desk.getBoundingClientRect().bottom
    expect(below, 'the page itself is no longer than the desk').to.be.at.most(8)
    expect(said.getBoundingClientRect().top, 'what is said is in sight').to.be.at.least(0)
  })

  it('say what is missing in a field that no vendor’s page tells of, and keep the fields beside it as they are', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '.add').click()
    await scene.settle()
    const kind = get<HTMLSelectElement>(scene.desk, ...form('#kind'))
    kind.value = 'email'
    kind.dispatchEvent(new Event('change'))
    await scene.settle()
    const heights = () =>
      ['#address', '#fromName'].map((id) => get(scene.desk, ...form(id)).getBoundingClientRect().height)
    const [before] = heights()
    await type(get(scene.desk, ...form('#name')), 'Letters')
    await type(get(scene.desk, ...form('#address')), 'help')
    get(scene.desk, ...form('.save')).click()
    await scene.settle()
    expect(textOf(get(scene.desk, ...form('#address-error')))).to.equal(
      'An email address is needed, such as help@shop.example.',
    )
    expect(heights()).to.deep.equal([before, before])
  })

  it('keep the keyboard in the form while templates come and go', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '[data-what=form]').click()
    await scene.settle()
    const fields = (at: number) => all(scene.desk, ...form(`[data-template='${at}'] :is(input, textarea)`))
    get(scene.desk, ...form('.add-template')).click()
    await scene.settle()
    expect(focused() === fields(1)[0], 'in the new one’s name').to.equal(true)
    get(scene.desk, ...form('.save')).click()
    await scene.settle()
    const described = fields(1).map((field) => field.getAttribute('aria-describedby'))
    expect(described).to.deep.equal(Array(3).fill('templates.1-error'))
    for (const next of [() => fields(0)[0], () => find(scene.desk, ...form('.add-template'))]) {
      all(scene.desk, ...form('.template button'))
        .at(-1)
        ?.click()
      await scene.settle()
      expect(focused() === next()).to.equal(true)
    }
    expect(find(scene.desk, ...form('.template .error'))).to.equal(null)
  })

  it('fold what was unfolded at Escape, and are left at the next', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '[data-what=form]').click()
    await scene.settle()
    expect(focused()?.id).to.equal('name')
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(find(scene.desk, 'desk-channels', 'desk-account-form')).to.equal(null)
    expect(focused() === get(scene.desk, 'desk-channels', '[data-what=form]')).to.equal(true)
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(scene.store.state.screen).to.equal('floor')
  })

  it('never show a secret, and replace one at a time', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '[data-what=form]').click()
    await scene.settle()
    expect(find(scene.desk, ...form('#accessToken'))).to.equal(null)
    expect(texts(scene.desk, ...form('.kept span'))[0]).to.equal('Is set. It is never shown again.')
    expect(texts(scene.desk, ...form('.kept span'))[2]).to.match(/^Replaced. The one before is accepted until /)
    get(scene.desk, ...form('[data-replace=accessToken]')).click()
    await scene.settle()
    expect(focused()?.id).to.equal('accessToken')
    expect(get<HTMLInputElement>(scene.desk, ...form('#accessToken')).type).to.equal('password')
    await sendKeys({ type: 'EAAGnewtoken' })
    get(scene.desk, ...form('.save')).click()
    await settled()
    const [, , sent] = scene.api.asked.find((one): one is unknown[] => Array.isArray(one) && one[0] === 'save') ?? []
    expect(sent).to.deep.include({ secrets: { accessToken: 'EAAGnewtoken' }, templates: WHATSAPP.templates })
  })

  it('say in words what came of a test', async () => {
    await open('channels')
    const test = (...selectors: string[]) => ['desk-channels', 'desk-account-test', ...selectors]
    get(scene.desk, 'desk-channels', '[data-what=test]').click()
    await scene.settle()
    await type(get(scene.desk, ...test('input')), '+442071838750')
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(scene.api.asked).to.deep.include(['test', WHATSAPP.id, '+442071838750'])
    expect(textOf(get(scene.desk, ...test('[role=status]')))).to.equal('It was sent. See whether it has arrived.')
    scene.api.tested = { ok: false, reason: 'credentials', text: 'Error validating access token' }
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(textOf(get(scene.desk, ...test('[role=status]')))).to.equal(
      'It was not sent. The sign-in was refused. Check the secrets. The vendor says: Error validating access token',
    )
    expect(await violations()).to.deep.equal([])
  })

  it('offer no test where nothing can be written', async () => {
    await open('channels')
    scene.api.accounts = [account('phone')]
    await scene.store.request({ type: 'screen', screen: 'undelivered' })
    await scene.settle()
    await scene.store.request({ type: 'screen', screen: 'channels' })
    await settled()
    expect(find(scene.desk, 'desk-channels', '[data-what=form]')).not.to.equal(null)
    expect(find(scene.desk, 'desk-channels', '[data-what=test]')).to.equal(null)
  })

  it('are removed after a question', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '[data-what=remove]').click()
    await scene.settle()
    expect(focused()?.textContent).to.contain('Remove it')
    get(scene.desk, 'desk-channels', '.confirm').click()
    await settled()
    expect(scene.api.asked).to.deep.include(['remove', WHATSAPP.id])
    expect(all(scene.desk, 'desk-channels', '.card')).to.have.length(3)
  })

  it('that cannot be removed say so where they were to be', async () => {
    await open('channels')
    get(scene.desk, 'desk-channels', '[data-what=remove]').click()
    await scene.settle()
    scene.api.refusal = problem('network', true)
    get(scene.desk, 'desk-channels', '.confirm').click()
    await settled()
    expect(texts(scene.desk, 'desk-channels', '[role=alert]')).to.have.length(1)
    expect(textOf(get(scene.desk, 'desk-channels', '.ask [role=alert]'))).to.contain('cannot be reached')
    expect(focused()?.textContent).to.contain('Remove it')
  })

  it('say why they cannot be shown, and Escape leads back', async () => {
    scene = await stage({ role: 'admin' })
    scene.api.refusal = problem('unavailable', true)
    await scene.store.request({ type: 'screen', screen: 'channels' })
    await settled()
    expect(textOf(get(scene.desk, 'desk-channels', '[role=alert]'))).to.contain('not available right now')
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(scene.store.state.screen).to.equal('floor')
    expect(focused()?.getAttribute('aria-label')).to.equal('Settings')
  })

  it('list what could not be delivered, and try one or all again', async () => {
    await open('undelivered', 'supervisor')
    const rows = texts(scene.desk, 'desk-undelivered', 'tbody tr')
    expect(rows[0]).to.contain('WhatsApp').and.to.contain('The channel did not answer for as long as we try.')
    expect(rows[1]).to.contain('This account was removed from the settings.')
    get(scene.desk, 'desk-undelivered', '.again').click()
    await settled()
    expect(scene.api.asked).to.deep.include(['replay', ['b1']])
    expect(textOf(get(scene.desk, 'desk-undelivered', '.page > [role=status]'))).to.equal(
      '1 message is on its way again.',
    )
    get(scene.desk, 'desk-undelivered', '.all').click()
    await settled()
    expect(scene.api.asked).to.deep.include(['replay', 'all'])
    expect(textOf(get(scene.desk, 'desk-undelivered', '.page'))).to.contain('Everything was delivered.')
  })

  for (const screen of ['channels', 'undelivered'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`are clean for axe: ${screen}, ${colorScheme}`, async () => {
        await emulateMedia({ colorScheme })
        await open(screen)
        if (screen === 'channels') get(scene.desk, 'desk-channels', '[data-what=form]').click()
        await settled()
        expect(await violations()).to.deep.equal([])
      })
    }

    it(`are clean for axe on a phone in Chinese: ${screen}`, async () => {
      await setViewport({ width: 390, height: 844 })
      await open(screen, 'admin', { locale: 'zh-CN' })
      await settled()
      expect(await violations()).to.deep.equal([])
      expect(document.documentElement.scrollWidth).to.equal(390)
    })
  }
})

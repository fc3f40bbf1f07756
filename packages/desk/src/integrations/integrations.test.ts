import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { speechOf } from '../locale/speech.ts'
import type { Preferences } from '../store/preferences.ts'
import { violations } from '../testing/axe.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { CONNECTORS, DELIVERIES, ENDPOINTS, GIVEN, KEYS, RECORDS } from '../testing/integrations.ts'
import { type Stage, stage } from '../testing/stage.ts'
import { draftOf, requestOf, wrongIn } from './connector-draft.ts'
import { testWords } from './connector-test.ts'

let scene: Stage

const settled = async () => {
  await scene.settle()
  await scene.settle()
  await Promise.all(document.getAnimations().map((animation) => animation.finished))
}

async function open(screen: 'webhooks' | 'api-keys' | 'connectors' | 'crm', preferences: Partial<Preferences> = {}) {
  scene = await stage({ role: 'admin', preferences })
  scene.api.endpoints = [...ENDPOINTS]
  scene.api.deliveries = [...DELIVERIES]
  scene.api.keys = [...KEYS]
  scene.api.services = [...CONNECTORS]
  scene.api.records = RECORDS
  scene.api.given = [...GIVEN]
  await scene.store.request({ type: 'screen', screen })
  await settled()
}

const type = async (field: HTMLElement, text: string) => {
  field.focus()
  await sendKeys({ type: text })
  await scene.settle()
}

const press = async (...selectors: string[]) => {
  get(scene.desk, ...selectors).click()
  await settled()
}

const status = (screen: string) => textOf(get(scene.desk, screen, '.page > [role=status]'))

beforeEach(async () => {
  await setViewport({ width: 1440, height: 900 })
  await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
})
afterEach(() => scene?.close())

describe('webhooks', () => {
  const form = (...selectors: string[]) => ['desk-webhooks', 'desk-endpoint-form', ...selectors]
  const log = (...selectors: string[]) => ['desk-webhooks', 'desk-delivery-log', ...selectors]
  const secret = (...selectors: string[]) => ['desk-webhooks', 'desk-told-once', ...selectors]

  it('are listed with why they are off', async () => {
    await open('webhooks')
    expect(texts(scene.desk, 'desk-webhooks', '.card-top .badge')).to.deep.equal([
      'On',
      'Turned off',
      'Turned off',
      'Off',
    ])
    const said = texts(scene.desk, 'desk-webhooks', '.said')
    expect(said[0]).to.match(/^The secret before signs as well until /)
    expect(said[1]).to.match(/^It did not answer well for three days/)
    expect(said[2]).to.match(/^It answered that it is gone \(410\)/)
    expect(texts(scene.desk, 'desk-webhooks', '.tags li').slice(0, 2)).to.deep.equal([
      'A case was opened',
      'A case was closed',
    ])
  })

  it('take another one, with errors beside the field, and tell its secret once', async () => {
    await open('webhooks')
    await press('desk-webhooks', '.add')
    expect(focused()?.id).to.equal('url')
    await type(get(scene.desk, ...form('#url')), 'lantern')
    await press(...form('.save'))
    expect(focused()?.id).to.equal('url')
    expect(textOf(get(scene.desk, ...form('#url-error')))).to.equal('A public https address is needed.')
    expect(textOf(get(scene.desk, ...form('#types-error')))).to.equal('Choose at least one.')
    expect(await violations()).to.deep.equal([])
    get<HTMLInputElement>(scene.desk, ...form('#url')).select()
    await sendKeys({ type: 'https://new.example/in' })
    get(scene.desk, ...form('[name="case.closed"]')).click()
    await scene.settle()
    await press(...form('.save'))
    await settled()
    expect(scene.api.asked).to.deep.include([
      'add webhook',
      { url: 'https://new.example/in', description: '', types: ['case.closed'], isOn: true },
    ])
    expect(status('desk-webhooks')).to.equal('Saved.')
    expect(textOf(get(scene.desk, ...secret('code')))).to.equal('whsec_bmV3')
    expect(find(scene.desk, ...secret('desk-copy'))).to.not.equal(null)
    expect(focused()?.getAttribute('aria-label')).to.equal('Secret to check signatures with')
    expect(await violations()).to.deep.equal([])
    await press(...secret('.done'))
    expect(find(scene.desk, ...secret())).to.equal(null)
    expect(scene.desk.shadowRoot?.innerHTML).to.not.contain('whsec_')
    expect(focused()?.textContent?.trim()).to.equal('Change')
  })

  it('show beside the address what the gateway says of it', async () => {
    await open('webhooks')
    await press('desk-webhooks', '[data-what=form]')
    scene.api.refusal = { ...problem('request_malformed'), message: 'url: is no public https address' }
    await press(...form('.save'))
    expect(textOf(get(scene.desk, ...form('#url-error')))).to.equal('A public https address is needed.')
    expect(textOf(get(scene.desk, ...form('[role=alert]')))).to.equal('')
    expect(focused()?.id).to.equal('url')
    scene.api.refusal = {
      ...problem('request_malformed'),
      message: '(body): there are as many endpoints as there may be',
    }
    await press(...form('.save'))
    expect(textOf(get(scene.desk, ...form('[role=alert]')))).to.equal('The request was not valid.')
  })

  it('are turned on again', async () => {
    await open('webhooks')
    await press('desk-webhooks', '.on')
    expect(scene.api.asked).to.deep.include([
      'change webhook',
      ENDPOINTS[1]?.id,
      { url: ENDPOINTS[1]?.url, description: '', types: ['case.closed'], isOn: true },
    ])
    expect(status('desk-webhooks')).to.contain('It is on again')
  })

  it('rotate their secret after a question', async () => {
    await open('webhooks')
    await press('desk-webhooks', '[data-what=rotate]')
    expect(focused()?.textContent).to.contain('Make it')
    await press('desk-webhooks', '.confirm')
    expect(scene.api.asked).to.deep.include(['rotate webhook', ENDPOINTS[0]?.id])
    expect(textOf(get(scene.desk, ...secret('code')))).to.equal('whsec_cm90YXRlZA==')
    expect(status('desk-webhooks')).to.equal('There is a new secret.')
  })

  it('show what they were told, and tell it again', async () => {
    await open('webhooks')
    await press('desk-webhooks', '[data-what=log]')
    expect(focused()?.textContent).to.contain('Read again')
    const rows = texts(scene.desk, ...log('tbody tr'))
    expect(rows[0])
      .to.contain('A case was closed')
      .and.to.contain('Waiting')
      .and.to.contain('Next attempt')
      .and.to.contain('no answer within 20 s · 20 sec')
      .and.to.contain('2 attempts')
      .and.to.contain('answered 503 · 310 ms')
    expect(rows[1]).to.contain('Failed').and.to.contain('answered with a redirect')
    expect(rows[2]).to.contain('Delivered').and.to.contain('answered 204 · 84 ms')
    await press(...log('[data-delivery="8"] .replay'))
    expect(scene.api.asked).to.deep.include(['replay webhook', ENDPOINTS[0]?.id, '8'])
    expect(textOf(get(scene.desk, ...log('[role=status]')))).to.equal('It is told again.')
    expect(texts(scene.desk, ...log('tbody .badge'))).to.deep.equal(['Waiting', 'Waiting', 'Delivered'])
    await press(...log('.more'))
    expect(scene.api.asked).to.deep.include(['deliveries', ENDPOINTS[0]?.id, '1'])
    expect(await violations()).to.deep.equal([])
  })

  it('cannot be told again while they are off', async () => {
    await open('webhooks')
    const [, off] = all(scene.desk, 'desk-webhooks', '[data-what=log]')
    off?.click()
    await settled()
    expect(get<HTMLButtonElement>(scene.desk, ...log('.replay')).disabled).to.equal(true)
    expect(texts(scene.desk, ...log('tbody tr'))[0]).to.contain('Waits until the address is on')
  })

  it('are removed after a question', async () => {
    await open('webhooks')
    await press('desk-webhooks', '[data-what=remove]')
    await press('desk-webhooks', '.confirm')
    expect(scene.api.asked).to.deep.include(['remove webhook', ENDPOINTS[0]?.id])
    expect(all(scene.desk, 'desk-webhooks', '.card')).to.have.length(3)
    expect(focused()?.tagName).to.equal('H2')
  })

  it('say why they cannot be shown', async () => {
    scene = await stage({ role: 'admin' })
    scene.api.refusal = problem('unavailable', true)
    await scene.store.request({ type: 'screen', screen: 'webhooks' })
    await settled()
    expect(textOf(get(scene.desk, 'desk-webhooks', '[role=alert]'))).to.contain('not available right now')
  })
})

describe('API keys', () => {
  const form = (...selectors: string[]) => ['desk-api-keys', 'desk-key-form', ...selectors]

  it('are listed with how they stand', async () => {
    await open('api-keys')
    expect(texts(scene.desk, 'desk-api-keys', '.card-top .badge')).to.deep.equal([
      'Active',
      'Active',
      'Ended',
      'Revoked',
    ])
    const said = texts(scene.desk, 'desk-api-keys', '.said')
    expect(said[0]).to.match(/last used .* · ends /)
    expect(said[1]).to.match(/never used · does not end$/)
    expect(said[3]).to.match(/ · revoked /)
    expect(all(scene.desk, 'desk-api-keys', '[data-what=revoke]')).to.have.length(3)
  })

  it('are made, told once, and never again', async () => {
    await open('api-keys')
    await press('desk-api-keys', '.add')
    expect(focused()?.id).to.equal('name')
    const day = get<HTMLInputElement>(scene.desk, ...form('#expiresAt'))
    day.value = '2026-11-01'
    day.dispatchEvent(new InputEvent('input'))
    await press(...form('.save'))
    expect(textOf(get(scene.desk, ...form('#name-error')))).to.equal('Give it a name.')
    expect(textOf(get(scene.desk, ...form('#scopes-error')))).to.equal('Choose at least one.')
    expect(textOf(get(scene.desk, ...form('#expiresAt-error')))).to.equal('Choose a day that is still to come.')
    expect(await violations()).to.deep.equal([])
    await type(get(scene.desk, ...form('#name')), 'Reports')
    get(scene.desk, ...form('[name="sessions.read"]')).click()
    day.value = '2027-01-31'
    day.dispatchEvent(new InputEvent('input'))
    await scene.settle()
    await press(...form('.save'))
    await settled()
    const expiresAt = new Date(2027, 0, 31, 23, 59, 59, 999).getTime()
    expect(scene.api.asked).to.deep.include(['make key', { name: 'Reports', scopes: ['sessions.read'], expiresAt }])
    expect(textOf(get(scene.desk, 'desk-api-keys', 'desk-told-once', 'code'))).to.equal('bk.shop.newkey.c2VjcmV0')
    await press('desk-api-keys', '.add')
    expect(find(scene.desk, 'desk-api-keys', 'desk-told-once')).to.equal(null)
  })

  it('are revoked after a question', async () => {
    await open('api-keys')
    await press('desk-api-keys', '[data-what=revoke]')
    await press('desk-api-keys', '.confirm')
    expect(scene.api.asked).to.deep.include(['revoke key', KEYS[0]?.id])
    expect(texts(scene.desk, 'desk-api-keys', '.card-top .badge')[0]).to.equal('Revoked')
    expect(status('desk-api-keys')).to.equal('Revoked.')
  })
})

describe('a connector as it is written', () => {
  it('is checked as the gateway checks it', () => {
    const draft = { ...draftOf(null), id: 'orders', name: 'Orders', url: 'https://orders.example', secret: 's3cret' }
    expect(wrongIn(draft, true, [])).to.deep.equal([])
    expect(wrongIn(draft, true, ['orders'])).to.deep.equal(['id'])
    expect(
      wrongIn(
        { ...draft, kind: 'header', header: 'X Y', secret: '密', timeout: '99', retries: '1.5', headers: 'X-Shop' },
        true,
        [],
      ),
    ).to.deep.equal(['header', 'secret', 'timeout', 'retries', 'headers'])
    expect(wrongIn({ ...draft, kind: 'basic', user: 'a:b' }, true, [])).to.deep.equal(['user'])
  })

  it('is sent as it was read when nothing is changed, without a secret', () => {
    for (const { id: _, createdAt, changedAt, ...rest } of CONNECTORS) {
      const view = { id: 'x', createdAt, changedAt, ...rest }
      expect(requestOf(draftOf(view))).to.deep.equal(rest)
    }
  })

  it('has words for everything a test can come to', () => {
    const say = (status: number | null, error: Parameters<typeof testWords>[0]['error'] = null) =>
      testWords({ ok: status === 200, status, error, tookMs: 120 }, speechOf('en'))
    expect(say(200)).to.equal('It answered 200 after 120 ms.')
    expect(say(401)).to.contain('it does not take this secret')
    expect(say(404)).to.contain('nothing at this path')
    expect(say(500)).to.equal('It answered 500 after 120 ms.')
    expect(say(null, 'redirected')).to.contain('redirect')
    expect(say(null)).to.equal('It was not asked.')
  })
})

describe('connectors', () => {
  const form = (...selectors: string[]) => ['desk-connectors', 'desk-connector-form', ...selectors]

  it('take another one, with errors beside the field', async () => {
    await open('connectors')
    await press('desk-connectors', '.add')
    expect(focused()?.id).to.equal('id')
    await type(get(scene.desk, ...form('#id')), 'crm')
    await press(...form('.save'))
    expect(textOf(get(scene.desk, ...form('#id-error')))).to.equal('Another service has this name.')
    expect(find(scene.desk, ...form('#secret-error'))).to.not.equal(null)
    expect(await violations()).to.deep.equal([])
    await type(get(scene.desk, ...form('#id')), '2')
    await type(get(scene.desk, ...form('#name')), 'CRM 2')
    await type(get(scene.desk, ...form('#url')), 'https://crm2.example')
    const kind = get<HTMLSelectElement>(scene.desk, ...form('#kind'))
    kind.value = 'basic'
    kind.dispatchEvent(new Event('change'))
    await scene.settle()
    await type(get(scene.desk, ...form('#user')), 'baton')
    await type(get(scene.desk, ...form('#secret')), 'pass word')
    expect(get<HTMLInputElement>(scene.desk, ...form('#secret')).type).to.equal('password')
    await press(...form('.save'))
    expect(scene.api.asked).to.deep.include([
      'add connector',
      {
        id: 'crm2',
        name: 'CRM 2',
        url: 'https://crm2.example',
        auth: { kind: 'basic', user: 'baton' },
        secret: 'pass word',
        headers: {},
        timeoutMs: 3000,
        retries: 0,
        breaker: { failures: 5, restMs: 30000 },
      },
    ])
    expect(status('desk-connectors')).to.equal('Saved.')
  })

  it('never show a secret, and keep it unless it is replaced', async () => {
    await open('connectors')
    await press('desk-connectors', '[data-what=form]')
    expect(find(scene.desk, ...form('#secret'))).to.equal(null)
    await press(...form('.replace'))
    expect(focused()?.id).to.equal('secret')
    await press(...form('.link'))
    expect(focused()?.textContent).to.contain('Replace')
    await press(...form('.save'))
    const { id, createdAt: _, changedAt: __, ...rest } = CONNECTORS[0] ?? {}
    expect(scene.api.asked).to.deep.include(['change connector', id, rest])
  })

  it('ask for the secret again where it would go to somebody else', async () => {
    await open('connectors')
    await press('desk-connectors', '[data-what=form]')
    get<HTMLInputElement>(scene.desk, ...form('#url')).select()
    await type(get(scene.desk, ...form('#url')), 'https://orders.lantern.example/v3')
    expect(find(scene.desk, ...form('#secret'))).to.equal(null)
    get<HTMLInputElement>(scene.desk, ...form('#url')).select()
    await type(get(scene.desk, ...form('#url')), 'https://elsewhere.example')
    expect(textOf(get(scene.desk, ...form('#secret-hint')))).to.equal('At another address it is needed again.')
    await press(...form('.save'))
    expect(find(scene.desk, ...form('#secret-error'))).to.not.equal(null)
    expect(scene.api.asked).to.deep.equal(['connectors'])
  })

  it('are tested, with the answer in words', async () => {
    await open('connectors')
    const test = (...selectors: string[]) => ['desk-connectors', 'desk-connector-test', ...selectors]
    await press('desk-connectors', '[data-what=test]')
    await type(get(scene.desk, ...test('input')), 'health')
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(scene.api.asked).to.deep.include(['test connector', 'orders', '/health'])
    expect(textOf(get(scene.desk, ...test('[role=status]')))).to.equal('It answered 200 after 120 ms.')
    scene.api.pinged = { ok: false, status: null, error: 'timed_out', tookMs: 3000 }
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(textOf(get(scene.desk, ...test('[role=status]')))).to.equal('It did not answer in time.')
    get<HTMLInputElement>(scene.desk, ...test('input')).select()
    await sendKeys({ type: 'health' })
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(textOf(get(scene.desk, ...test('#wrong')))).to.equal('A path that begins with / is needed.')
    expect(await violations()).to.deep.equal([])
  })

  it('are removed after a question', async () => {
    await open('connectors')
    await press('desk-connectors', '[data-what=remove]')
    await press('desk-connectors', '.confirm')
    expect(scene.api.asked).to.deep.include(['remove connector', 'orders'])
    expect(all(scene.desk, 'desk-connectors', '.card')).to.have.length(1)
  })
})

describe('the CRM', () => {
  const form = (...selectors: string[]) => ['desk-crm', 'desk-crm-form', ...selectors]

  async function openWithout(services = CONNECTORS) {
    scene = await stage({ role: 'admin' })
    scene.api.services = [...services]
    await scene.store.request({ type: 'screen', screen: 'crm' })
    await settled()
  }

  it('is shown with where records go and how many are not there, and never with a secret', async () => {
    await open('crm')
    expect(textOf(get(scene.desk, 'desk-crm', 'h3'))).to.equal('CRM')
    expect(texts(scene.desk, 'desk-crm', '.said')).to.deep.equal([
      'https://crm.lantern.example/v2/interactions',
      '3 records are waiting · 2 were given up after ten attempts',
    ])
    expect(texts(scene.desk, 'desk-crm', '.tags li')).to.deep.equal(['A case was closed', 'A case was rated'])
    expect(find(scene.desk, 'desk-crm', '.add')).to.equal(null)
    await press('desk-crm', '[data-what=form]')
    expect(find(scene.desk, ...form('[type=password]'))).to.equal(null)
  })

  it('is chosen among the connectors, with errors beside the field', async () => {
    await openWithout()
    expect(textOf(get(scene.desk, 'desk-crm', '.page > .muted'))).to.equal('Records go nowhere yet. Choose where.')
    await press('desk-crm', '.add')
    expect(focused()?.id).to.equal('connector')
    expect(texts(scene.desk, ...form('option'))).to.deep.equal(['Orders', 'CRM'])
    const choice = get<HTMLSelectElement>(scene.desk, ...form('#connector'))
    choice.value = 'crm'
    choice.dispatchEvent(new Event('change'))
    await type(get(scene.desk, ...form('#path')), '/interactions?x')
    await press(...form('.save'))
    expect(focused()?.id).to.equal('path')
    expect(textOf(get(scene.desk, ...form('#path-error')))).to.equal('A path that begins with / is needed.')
    expect(await violations()).to.deep.equal([])
    get<HTMLInputElement>(scene.desk, ...form('#path')).select()
    await sendKeys({ type: '/interactions' })
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(scene.api.asked).to.deep.include(['set crm', { connector: 'crm', path: '/interactions' }])
    expect(status('desk-crm')).to.equal('Saved.')
    expect(focused()?.tagName).to.equal('H2')
    expect(textOf(get(scene.desk, 'desk-crm', '.said'))).to.equal('https://crm.lantern.example/v2/interactions')
  })

  it('is another one when it is changed, and says it when that one is gone', async () => {
    await open('crm')
    await press('desk-crm', '[data-what=form]')
    expect(get<HTMLSelectElement>(scene.desk, ...form('#connector')).value).to.equal('crm')
    expect(get<HTMLInputElement>(scene.desk, ...form('#path')).value).to.equal('/interactions')
    const choice = get<HTMLSelectElement>(scene.desk, ...form('#connector'))
    choice.value = 'orders'
    choice.dispatchEvent(new Event('change'))
    scene.api.refusal = { ...problem('request_malformed'), message: 'connector: there is none of this id' }
    await press(...form('.save'))
    expect(focused()?.id).to.equal('connector')
    expect(textOf(get(scene.desk, ...form('#connector-error')))).to.contain('no such connector any more')
    scene.api.refusal = null
    await press(...form('.save'))
    expect(scene.api.asked).to.deep.include(['set crm', { connector: 'orders', path: '/interactions' }])
    expect(textOf(get(scene.desk, 'desk-crm', 'h3'))).to.equal('Orders')
  })

  it('wants a connector first', async () => {
    await openWithout([])
    expect(find(scene.desk, 'desk-crm', '.add')).to.equal(null)
    await press('desk-crm', '.connectors')
    expect(scene.store.state.screen).to.equal('connectors')
  })

  it('is tested at its path, with the answer in words', async () => {
    await open('crm')
    const test = (...selectors: string[]) => ['desk-crm', 'desk-connector-test', ...selectors]
    await press('desk-crm', '[data-what=test]')
    expect(focused()?.tagName).to.equal('INPUT')
    await sendKeys({ press: 'Enter' })
    await settled()
    expect(scene.api.asked).to.deep.include(['test connector', 'crm', '/interactions'])
    expect(textOf(get(scene.desk, ...test('[role=status]')))).to.equal('It answered 200 after 120 ms.')
    expect(textOf(get(scene.desk, ...test('form')))).to.contain('nothing is written there')
    expect(await violations()).to.deep.equal([])
  })

  it('says what a record holds', async () => {
    await open('crm')
    await press('desk-crm', '[data-what=record]')
    expect(focused()?.getAttribute('aria-label')).to.equal('What is sent')
    expect(await violations()).to.deep.equal([])
    expect(texts(scene.desk, 'desk-crm', '.ask li')).to.include.members(['What they wanted', 'How it ended', 'Rating'])
  })

  it('shows which records it was given, and is given one again', async () => {
    await open('crm')
    const log = (...selectors: string[]) => ['desk-crm', 'desk-record-log', ...selectors]
    await press('desk-crm', '[data-what=log]')
    expect(focused()?.textContent).to.contain('Read again')
    const rows = texts(scene.desk, ...log('tbody tr'))
    expect(rows[0]).to.contain('A case was closed').and.to.contain('Failed').and.to.contain('no answer within 10 s')
    expect(rows[1]).to.contain('A case was rated').and.to.contain('Delivered').and.to.contain('answered 204 · 84 ms')
    expect(find(scene.desk, ...log('desk-copy'), '[aria-label="Copy the case case_2"]')).to.not.equal(null)
    await press(...log('[data-delivery="5"] .replay'))
    expect(scene.api.asked).to.deep.include(['replay record', '5'])
    expect(textOf(get(scene.desk, ...log('[role=status]')))).to.equal('It is sent again.')
    expect(texts(scene.desk, ...log('tbody .badge'))).to.deep.equal(['Waiting', 'Delivered'])
    expect(textOf(get(scene.desk, 'desk-crm', '.records'))).to.contain('4 records are waiting · 1 was given up')
  })

  it('is given again what was given up', async () => {
    await open('crm')
    expect(textOf(get(scene.desk, 'desk-crm', '.card-top .badge'))).to.equal('Records were given up')
    await press('desk-crm', '.replay')
    expect(scene.api.asked).to.deep.include('replay crm')
    expect(status('desk-crm')).to.equal('2 records are tried again.')
    expect(textOf(get(scene.desk, 'desk-crm', '.records'))).to.equal('5 records are waiting · none was given up')
    expect(find(scene.desk, 'desk-crm', '.replay')).to.equal(null)
    expect(focused()?.tagName).to.equal('H2')
    await press('desk-crm', '[data-what=log]')
    scene.api.records = { ...RECORDS, waiting: 1, failed: 0 }
    await press('desk-crm', 'desk-record-log', '.refresh')
    expect(textOf(get(scene.desk, 'desk-crm', '.records'))).to.equal('1 record is waiting · none was given up')
  })

  it('is turned off after a question', async () => {
    await open('crm')
    await press('desk-crm', '[data-what=off]')
    expect(focused()?.textContent).to.contain('Turn it off')
    await press('desk-crm', '.confirm')
    expect(scene.api.asked).to.deep.include(['set crm', null])
    expect(all(scene.desk, 'desk-crm', '.card')).to.have.length(0)
    expect(status('desk-crm')).to.equal('Turned off. Records go nowhere.')
    expect(find(scene.desk, 'desk-crm', '.add')).to.not.equal(null)
    expect(focused()?.tagName).to.equal('H2')
  })
})

describe('the settings of integrations', () => {
  const unfold = { webhooks: 'log', 'api-keys': 'revoke', connectors: 'form', crm: 'log' } as const

  for (const screen of ['webhooks', 'api-keys', 'connectors', 'crm'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`are clean for axe: ${screen}, ${colorScheme}`, async () => {
        await emulateMedia({ colorScheme })
        await open(screen)
        await press(`desk-${screen}`, `[data-what=${unfold[screen]}]`)
        expect(await violations()).to.deep.equal([])
      })
    }

    it(`are clean for axe on a phone in Chinese: ${screen}`, async () => {
      await setViewport({ width: 390, height: 844 })
      await open(screen, { locale: 'zh-TW' })
      await press(`desk-${screen}`, `[data-what=${unfold[screen]}]`)
      expect(await violations()).to.deep.equal([])
      expect(document.documentElement.scrollWidth).to.equal(390)
    })
  }

  it('are left by Escape', async () => {
    await open('connectors')
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(scene.store.state.screen).to.equal('floor')
  })
})

import { sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { brief, item, NOW, profile, view } from '../testing/cast.ts'
import { ROUTES } from '../testing/channels.ts'
import { find, focused, get, textOf, texts } from '../testing/dom.ts'
import { type FakeApi, problem } from '../testing/fake-api.ts'
import { LogWriter, SYSTEM } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'
import { linksOf } from './links-of.ts'

const OTHER = 'sess_0123456789abcdef'
const linked = { link: 'link_1', as: 'newer', session: OTHER } as const
const linking = (...selectors: string[]) => ['desk-context', 'desk-linking', ...selectors]

describe('other ways to a customer', () => {
  let scene: Stage

  const open = async (role: string, log = new LogWriter(), known: FakeApi['linked'] = []) => {
    scene = await stage({ role })
    scene.api.linked = known
    const routes = [
      ROUTES.telegram.at(null),
      ROUTES.whatsapp.at(NOW - 1, { standing: 'blocked' }),
      ROUTES.wechat.at(NOW),
    ]
    scene.take(
      's1',
      {},
      { events: log.events, view: view({ staff: { profile, brief, routes, speaksBy: ROUTES.wechat.id } }) },
    )
    scene.take('s2', { item: item('s2', { customer: 'M. Chen', want: 'A dented lid' }) })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }
  beforeEach(() => setViewport({ width: 1440, height: 900 }))
  afterEach(() => scene.close())

  it('are listed with what is known of each', async () => {
    await open('agent')
    const rows = texts(scene.desk, 'desk-context', '.routes li')
    expect(rows[0]).to.match(/^WeChatlast wrote .*writes here now$/)
    expect(rows[1]).to.equal('WhatsAppclosed by the customer')
    expect(rows[2]).to.equal('Telegramhas not written yet')
    expect(find(scene.desk, ...linking())).to.equal(null)
  })

  it('may be another conversation, which a senior agent connects with a reason', async () => {
    await open('senior')
    get(scene.desk, ...linking('.offer')).click()
    await scene.settle()
    expect(focused()?.tagName).to.equal('SELECT')
    get(scene.desk, ...linking('.confirm')).click()
    await scene.settle()
    expect(focused()?.id, 'a reason is needed').to.equal('reason')
    expect(textOf(get(scene.desk, ...linking('#reason-wrong')))).to.equal('Say why, in a few words.')
    expect(await violations()).to.deep.equal([])
    await sendKeys({ type: 'Same order number' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.api.asked).to.deep.equal([['link', { older: 's2', newer: 's1', reason: 'Same order number' }]])
    expect(textOf(get(scene.desk, ...linking('.good')))).to.equal('Connected.')
    expect(find(scene.desk, ...linking('form'))).to.equal(null)
  })

  it('may be one by its id, and a refusal is told in words', async () => {
    await open('senior')
    get(scene.desk, ...linking('.offer')).click()
    await scene.settle()
    const select = get<HTMLSelectElement>(scene.desk, ...linking('select'))
    select.value = ''
    select.dispatchEvent(new Event('change'))
    await scene.settle()
    get(scene.desk, ...linking('#reason')).focus()
    await sendKeys({ type: 'Same order' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...linking('#id-wrong')))).to.equal('Paste the id of another conversation.')
    get(scene.desk, ...linking('#id')).focus()
    await sendKeys({ type: OTHER })
    scene.api.refusal = problem('not_found')
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...linking('#id-wrong')))).to.equal('No conversation has this id.')
    expect(focused()?.id).to.equal('id')
    expect(await violations()).to.deep.equal([])
    scene.api.refusal = problem('network', true)
    get(scene.desk, ...linking('.confirm')).focus()
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...linking('.wrong:not([id])')))).to.contain('cannot be reached')
    expect(textOf(get(scene.desk, ...linking('#id-wrong')))).to.equal('')
    expect(focused()?.classList.contains('confirm'), 'the keyboard stays at the button').to.equal(true)
  })

  it('stay two while both have an agent, and the desk does not say otherwise', async () => {
    await open('senior')
    scene.api.linkState = 'held'
    get(scene.desk, ...linking('.offer')).click()
    await scene.settle()
    get(scene.desk, ...linking('#reason')).focus()
    await sendKeys({ type: 'Same order number' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...linking('[role=status]')))).to.contain('Not connected yet: both have an agent.')
  })

  it('can be parted again, with a reason', async () => {
    const known = { id: 'link_1', older: OTHER, newer: 's1', at: NOW, state: 'linked', how: 'agent' } as const
    await open('senior', new LogWriter(), [known, { ...known, id: 'link_0', state: 'undone' }])
    expect(texts(scene.desk, ...linking('li'))).to.have.length(1)
    get(scene.desk, ...linking('.undo')).click()
    await scene.settle()
    await sendKeys({ type: 'Another customer' })
    expect(await violations()).to.deep.equal([])
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.api.asked).to.deep.equal([['undo', 'link_1', 'Another customer']])
    expect(texts(scene.desk, ...linking('li')), 'it is gone').to.have.length(0)
    expect(textOf(get(scene.desk, ...linking('.good')))).to.equal('Parted again.')
  })

  it('are forgotten once they were parted', () => {
    const log = new LogWriter().add('session.linked', NOW, SYSTEM, linked)
    expect(linksOf(log.events)).to.deep.equal([{ link: 'link_1', session: OTHER, at: NOW }])
    log.add('session.unlinked', NOW, SYSTEM, { link: 'link_1', session: OTHER })
    log.add('session.linked', NOW, SYSTEM, { ...linked, link: 'link_2', as: 'earlier' })
    expect(linksOf(log.events)).to.deep.equal([])
  })
})

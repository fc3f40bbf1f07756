import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { CUSTOMER, eventOf, SYSTEM } from '../testing/events.ts'
import { VIEW } from '../testing/fake-session.ts'
import { find, findAll, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { SCENES } from '../testing/scenes.ts'

const mountRating = async () => {
  const mounted = await mount(SCENES.rating('en'))
  await until(
    () => findAll('input[type=radio]', mounted.widget.shadowRoot as ParentNode).length === 5,
    'the form is loaded',
  )
  return mounted
}

describe('rating', () => {
  afterEach(unmountAll)

  it('is answered with the keyboard alone', async () => {
    const { widget, session } = await mountRating()
    find('input[type=radio]', widget).focus()
    await sendKeys({ press: 'Space' })
    for (let step = 0; step < 3; step += 1) await sendKeys({ press: 'ArrowRight' })
    await settled(widget)
    expect(textOf('#hint', widget)).to.deep.equal(['Good'])
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Space' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Space' })
    for (let step = 0; step < 5; step += 1) await sendKeys({ press: 'Tab' })
    await sendKeys({ type: ' Kind people ' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    expect(session.sent).to.deep.equal([{ kind: 'rate', score: 4, tags: ['fast', 'solved'], comment: 'Kind people' }])
  })

  it('cannot be sent without a score', async () => {
    const { widget } = await mountRating()
    expect(
      findAll('baton-rating', widget.shadowRoot as ParentNode)[0]?.shadowRoot?.querySelector('[type=submit]'),
    ).to.equal(null)
  })

  it('thanks, and goes, when the rating is stored', async () => {
    const { widget, session } = await mountRating()
    session.arrive(eventOf(99, Date.now(), SYSTEM, 'case.rated', { caseId: 'k_1', score: 5, tags: [], comment: '' }))
    session.view({ case: { id: 'k_1', openedAt: 0, open: false, rated: true, summarised: true } })
    await settled(widget)
    expect(findAll('baton-rating', widget.shadowRoot as ParentNode)).to.have.length(0)
    expect(textOf('.notice', widget).at(-1)).to.equal('You rated this 5 of 5. Thank you.')
  })

  it('says so when it was not stored, and lets it be sent again', async () => {
    const { widget, session } = await mountRating()
    find('input[value="2"]', widget).click()
    await settled(widget)
    find('baton-rating', widget).shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click()
    const [send] = session.snapshot.pending
    if (!send) throw new Error('Nothing was sent.')
    session.refuse({ ...send, problem: { code: 'unavailable', message: '', retryable: true } })
    await settled(widget)
    expect(textOf('.problem', widget)).to.deep.equal(['The rating was not sent. Try again.'])
    find('baton-rating', widget).shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click()
    expect(session.discarded).to.deep.equal([send.id])
    expect(session.sent).to.have.length(2)
  })

  it('is not asked for before the case was summed up', async () => {
    const { widget } = await mount({
      ...SCENES.agent('en'),
      view: { ...VIEW, case: { id: 'k', openedAt: 0, open: true, rated: false, summarised: false } },
    })
    expect(findAll('baton-rating', widget.shadowRoot as ParentNode)).to.have.length(0)
  })

  it('keeps its place and what was chosen when a word of thanks opens the case again', async () => {
    const { widget, session } = await mountRating()
    const card = find('baton-rating', widget)
    find('input[value="5"]', widget).click()
    session.arrive(
      eventOf(98, Date.now(), SYSTEM, 'case.opened', { caseId: 'k_1', reopened: true }),
      eventOf(99, Date.now(), CUSTOMER, 'message', { text: 'Thanks' }),
    )
    session.view({ case: { id: 'k_1', openedAt: 0, open: true, rated: false, summarised: true } })
    await settled(widget)
    expect(find('baton-rating', widget)).to.equal(card)
    expect(find('input[value="5"]', widget)).to.have.property('checked', true)
    const order = [...find('.content', widget).children].map(({ localName, className }) => className || localName)
    expect(order.slice(-4)).to.deep.equal(['baton-summary', 'baton-rating', 'notice', 'group'])
    card.shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click()
    expect(session.sent).to.deep.equal([{ kind: 'rate', score: 5, tags: [], comment: '' }])
  })

  it('can be read at every moment: a choice does not ease', async () => {
    const { widget } = await mountRating()
    find('input[value="3"]', widget).click()
    await settled(widget)
    const chosen = find('input[value="3"] + span', widget)
    expect(chosen.getAnimations()).to.have.length(0)
    const { color, backgroundColor } = getComputedStyle(chosen)
    const other = getComputedStyle(find('input[value="4"] + span', widget))
    expect(color).to.not.equal(other.color)
    expect(backgroundColor).to.not.equal(other.backgroundColor)
  })
})

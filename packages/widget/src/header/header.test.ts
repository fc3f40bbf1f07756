import { emulateMedia } from '@web/test-runner-commands'
import { expect } from 'chai'
import { find, findAll, mount, pause, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { SCENES } from '../testing/scenes.ts'

const FACE = { id: 'mei', name: 'Mei' }

describe('header', () => {
  afterEach(async () => {
    unmountAll()
    await emulateMedia({ reducedMotion: 'no-preference' })
  })

  it('offers a person with no message said, and asks for one', async () => {
    const { widget, session } = await mount()
    expect(textOf('.talk', widget)).to.deep.equal(['Talk to a person'])
    find('.talk', widget).click()
    expect(session.sent).to.deep.equal([{ kind: 'handoff.request' }])
  })

  it('shows the state alone while waiting, keeps the focus in the panel, and offers a person again after', async () => {
    const { widget, session } = await mount()
    find('.talk', widget).click()
    await settled(widget)
    expect(textOf('.talk', widget)).to.deep.equal([])
    expect(textOf('.state', widget)).to.deep.equal(['Waiting for a person'])
    expect(find('baton-header', widget).shadowRoot?.activeElement?.localName).to.equal('h2')
    const stops = (): string[] => textOf('button', widget).filter((text) => text === 'Stop waiting')
    await until(() => stops().length > 0, 'the card is loaded')
    expect(stops()).to.have.length(1)
    find('baton-queue-card', widget).shadowRoot?.querySelector('button')?.click()
    expect(session.sent.at(-1)).to.deep.equal({ kind: 'handoff.cancel' })
    await settled(widget)
    expect(find('baton-log', widget).shadowRoot?.activeElement).to.equal(find('.scroller', widget))
    expect(textOf('.talk', widget)).to.deep.equal(['Talk to a person'])
  })

  it('names who holds the baton', async () => {
    const { widget, session } = await mount()
    expect([...textOf('h2', widget), ...textOf('.state', widget)]).to.deep.equal(['Harbour & Pine', 'Assistant · Bot'])
    session.view({ holder: 'queue' })
    await settled(widget)
    expect(textOf('.state', widget)).to.deep.equal(['Waiting for a person'])
    session.view({ holder: 'agent:mei', agent: FACE })
    await settled(widget)
    expect([...textOf('h2', widget), ...textOf('.state', widget)]).to.deep.equal(['Mei', 'Person · Harbour & Pine'])
    expect(findAll('.talk', widget.shadowRoot as ParentNode)).to.have.length(0)
  })

  it('slides the bar across when the baton passes', async () => {
    const { widget, session } = await mount()
    const bar = find('.track .baton', widget)
    const left = (): number => bar.getBoundingClientRect().left
    const start = left()
    session.view({ holder: 'agent:mei', agent: FACE })
    await settled(widget)
    expect(bar.dataset.holder).to.equal('agent')
    expect(bar.getAnimations()).to.not.have.length(0)
    await pause(400)
    expect(left()).to.be.greaterThan(start + 200)
    expect(find('.track .baton', widget)).to.equal(bar)
  })

  it('stands at once with reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    const { widget, session } = await mount()
    const bar = find('.track .baton', widget)
    session.view({ holder: 'queue' })
    await settled(widget)
    expect(bar.getAnimations()).to.have.length(0)
    expect(getComputedStyle(bar).transitionDuration).to.match(/^0s/)
    session.set({ typing: [{ role: 'agent', id: 'mei', name: 'Mei' }] })
    await settled(widget)
    expect(getComputedStyle(find('.dots i', widget)).animationName).to.equal('none')
  })

  it('hides its way to a person only where it cannot lead there', async () => {
    const { widget } = await mount(SCENES.refused())
    expect(findAll('.talk', widget.shadowRoot as ParentNode)).to.have.length(0)
  })
})

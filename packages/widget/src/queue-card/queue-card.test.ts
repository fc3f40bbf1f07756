import { expect } from 'chai'
import { find, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { SCENES } from '../testing/scenes.ts'
import { en } from '../words/en.ts'
import { waitText } from './wait.ts'

describe('queue card', () => {
  afterEach(unmountAll)

  it('tells place, range and what happens next, and lets go', async () => {
    const { widget, session } = await mount(SCENES.queue('en'))
    await until(() => find('baton-queue-card', widget).shadowRoot, 'the card is loaded')
    await settled(widget)
    expect(textOf('.place', widget)).to.deep.equal(['Number 2 in line'])
    expect(textOf('.wait', widget)).to.deep.equal(['about 1–4 min'])
    expect(textOf('.next', widget)[0]).to.contain('need not repeat')
    find('baton-queue-card', widget).shadowRoot?.querySelector('button')?.click()
    expect(session.sent).to.deep.equal([{ kind: 'handoff.cancel' }])
  })

  it('says honestly when nobody is there', async () => {
    const { widget } = await mount({
      ...SCENES.queue('en'),
      view: { ...SCENES.queue('en').view, queue: { position: 1, waitMs: null } },
    })
    await until(() => textOf('.wait', widget).length > 0, 'the card is loaded')
    expect(textOf('.wait', widget)[0]).to.contain('Nobody is at the desk now')
  })

  it('never promises less than the estimate', () => {
    expect(waitText({ low: 0, high: 59_999 }, en)).to.equal('under a minute')
    expect(waitText({ low: 20_000, high: 61_000 }, en)).to.equal('about 1–2 min')
    expect(waitText({ low: 120_000, high: 120_000 }, en)).to.equal('about 2 min')
  })
})

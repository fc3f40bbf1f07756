import { REMOVED } from '@baton/client'
import { expect } from 'chai'
import { BOT, CUSTOMER, eventOf, LogBuilder } from '../testing/events.ts'
import { find, findAll, mount, pause, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { SCENES } from '../testing/scenes.ts'

const long = (count: number, from = 0): LogBuilder => {
  const log = new LogBuilder()
  for (let at = 0; at < count; at += 1)
    log.say(at % 2 ? BOT : CUSTOMER, `Line ${from + at}\nand more\nand more`, {}, 1_000)
  return log
}

const atEnd = (scroller: HTMLElement): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2

describe('log', () => {
  afterEach(unmountAll)

  it('names a speaker once per group, says that the bot is one, and gives the source', async () => {
    const { widget } = await mount(SCENES.conversation('en'))
    expect(textOf('.group h3', widget)).to.deep.equal(['You', 'Assistant Bot'])
    expect(textOf('.bubble', widget)).to.have.length(3)
    expect(textOf('.sources a', widget)).to.deep.equal(['Delivery times and tracking'])
  })

  it('shows what was said before signing in above, quietly, and apart from what is said now', async () => {
    const { widget, session } = await mount(SCENES.conversation('en'))
    const before = textOf('.bubble', widget)
    // Its events have the same ids and numbers as this session's own.
    const earlier = new LogBuilder(Date.now() - 86_400_000)
      .say(CUSTOMER, 'Asked as a visitor')
      .say(BOT, 'Told a visitor')
    session.set({ hasOlder: false, earlier: [{ session: 's_old', events: earlier.events }] })
    await settled(widget)
    expect(textOf('.bubble', widget)).to.deep.equal(['Asked as a visitor', 'Told a visitor', ...before])
    expect(textOf('.gap', widget)[0]).to.equal('Earlier conversation')
    session.set({ earlier: [] })
    await settled(widget)
    expect(textOf('.bubble', widget)).to.deep.equal(before)
  })

  for (const [locale, words] of [
    ['en', '[removed by our staff]'],
    ['zh-CN', '［已由客服移除］'],
    ['zh-TW', '［已由專員移除］'],
  ] as const) {
    it(`says in the reader’s language that a text was taken out, and of no other, ${locale}`, async () => {
      const { widget, session } = await mount(SCENES.conversation(locale), { locale })
      const marks = [{ kind: 'removed', start: 0, end: REMOVED.length }]
      const log = new LogBuilder().say(CUSTOMER, REMOVED, { marks }).say(CUSTOMER, `I wrote ${REMOVED}`)
      session.set({ events: log.events })
      await settled(widget)
      expect(textOf('.bubble', widget)).to.deep.equal([words, `I wrote ${REMOVED}`])
    })
  }

  for (const [locale, from, alsoTo] of [
    ['en', 'From WeChat', 'Also to WeChat'],
    ['zh-CN', '来自微信', '同时发到微信'],
    ['zh-TW', '來自微信', '同時傳到微信'],
  ] as const) {
    it(`says under what was written or sent elsewhere where that was, and nothing of the page, ${locale}`, async () => {
      const { widget } = await mount(SCENES.elsewhere(locale), { locale })
      const said = findAll('.group', widget.shadowRoot as ParentNode).map((group) =>
        [...group.querySelectorAll('.fate')].map(({ textContent }) => textContent),
      )
      expect(said.slice(0, -1)).to.deep.equal([[from], [alsoTo], [from], [alsoTo]])
      expect(said.at(-1)).to.have.length(1)
      // Read out after the words, like all that is said of a message.
      const [first] = findAll('.group', widget.shadowRoot as ParentNode)
      expect(first?.lastElementChild?.textContent).to.equal(from)
      expect(first?.lastElementChild?.matches('[aria-hidden], .unseen')).to.equal(false)
    })
  }

  it('sends an option as a message and takes the options away', async () => {
    const { widget, session } = await mount(SCENES.conversation('en'))
    find('.options button', widget).focus()
    find('.options button', widget).click()
    await settled(widget)
    expect(session.sent).to.deep.equal([{ kind: 'message', text: 'Yes, that helped' }])
    expect(textOf('.options button', widget)).to.deep.equal([])
    // The button is gone, and Escape still closes the chat.
    expect(find('.scroller', widget).matches(':focus')).to.equal(true)
    expect(textOf('.bubble', widget).at(-1)).to.equal('Yes, that helped')
  })

  it('greets as a bot and offers three first questions', async () => {
    const { widget, session } = await mount()
    expect(textOf('.hello', widget)[0]).to.contain('Harbour & Pine')
    expect(textOf('.welcome', widget)[0]).to.contain('I am a bot')
    const starters = findAll('.starters button', widget.shadowRoot as ParentNode)
    expect(starters).to.have.length(3)
    starters[0]?.click()
    expect(session.sent).to.deep.equal([{ kind: 'message', text: 'Where is my order?' }])
  })

  it('keeps a refused message with its reason, a retry and a delete', async () => {
    const { widget, session } = await mount()
    const id = session.send({ kind: 'message', text: 'Hello' })
    const [send] = session.snapshot.pending
    if (!send) throw new Error('Nothing is pending.')
    session.refuse({ ...send, problem: { code: 'rate_limited', message: '', retryable: true } })
    await settled(widget)
    expect(textOf('.failed > span', widget)).to.deep.equal(['Not sent: too many at once.'])
    const [retry, discard] = findAll('.failed button', widget.shadowRoot as ParentNode)
    retry?.click()
    expect(session.retried).to.deep.equal([id])
    discard?.click()
    await settled(widget)
    expect(session.discarded).to.deep.equal([id])
    expect(textOf('.bubble', widget)).to.deep.equal([])
  })

  it('shows an answer while it is written, and the finished one in its place', async () => {
    const { widget, session } = await mount(SCENES.conversation('en'))
    session.view({ stream: { ref: 't', n: 1, text: 'Your order' } })
    await settled(widget)
    expect(textOf('.bubble[aria-busy]', widget)).to.deep.equal(['Your order'])
    session.view({ stream: null })
    session.arrive(eventOf(9, Date.now(), BOT, 'message', { text: 'Your order is here.' }))
    await settled(widget)
    expect(textOf('.bubble[aria-busy]', widget)).to.deep.equal([])
    expect(textOf('.bubble', widget).at(-1)).to.equal('Your order is here.')
  })

  it('shows that the bot is looking something up, in the reader’s language', async () => {
    const { widget, session } = await mount(SCENES.conversation('zh-CN'), { locale: 'zh-CN' })
    expect(findAll('.dots', widget.shadowRoot as ParentNode)).to.have.length(0)
    session.set({ typing: [BOT] })
    await settled(widget)
    const dots = find('.dots', widget)
    expect(dots.getAttribute('aria-label')).to.equal('智能助手正在输入')
    expect(dots.previousElementSibling?.textContent).to.contain('智能助手')
    session.view({ stream: { ref: 't', n: 1, text: '您的订单' } })
    await settled(widget)
    expect(findAll('.dots', widget.shadowRoot as ParentNode)).to.have.length(0)
    expect(textOf('.bubble[aria-busy]', widget)).to.deep.equal(['您的订单'])
  })

  it('takes the first questions away while a person is awaited, and gives them back', async () => {
    const { widget, session } = await mount()
    const shown = (): HTMLElement[] =>
      findAll('.starters button', widget.shadowRoot as ParentNode).filter((button) => button.checkVisibility())
    expect(shown()).to.have.length(3)
    session.send({ kind: 'handoff.request' })
    await settled(widget)
    expect(shown()).to.have.length(0)
    session.set({ pending: [] })
    session.view({ holder: 'queue' })
    await settled(widget)
    expect(shown()).to.have.length(0)
    session.view({ holder: 'bot' })
    await settled(widget)
    expect(shown()).to.have.length(3)
  })

  it('follows the end, but never moves a reader who scrolled up', async () => {
    const log = long(30)
    const { widget, session } = await mount({ events: log.events })
    const scroller = find('.scroller', widget)
    await until(() => atEnd(scroller), 'the log opens at its end')
    session.arrive(eventOf(31, Date.now(), BOT, 'message', { text: 'Newest' }))
    await settled(widget)
    await until(() => atEnd(scroller), 'the log follows')

    scroller.scrollTop = 300
    await pause(60)
    session.arrive(eventOf(32, Date.now(), BOT, 'message', { text: 'Newer still' }))
    await settled(widget)
    await pause(60)
    expect(scroller.scrollTop).to.equal(300)
    expect(textOf('.pill:not([hidden])', widget)).to.deep.equal(['1 new message'])
    find('.pill', widget).click()
    await settled(widget)
    await until(() => atEnd(scroller), 'the pill leads to the end')
    expect(textOf('.pill:not([hidden])', widget)).to.deep.equal([])
  })

  it('asks for older pages at the top and keeps the line being read where it was', async () => {
    const events = long(40).events
    const { widget, session } = await mount({ events: events.slice(20), hasOlder: true })
    const scroller = find('.scroller', widget)
    await until(() => atEnd(scroller), 'the log opens at its end')
    scroller.scrollTop = 40
    await until(() => session.olderAsked === 1, 'an older page is asked for')
    await settled(widget)
    const first = findAll('.bubble', widget.shadowRoot as ParentNode)[0]
    const before = first?.getBoundingClientRect().top ?? 0
    session.set({ events, hasOlder: false })
    await settled(widget)
    const same = findAll('.bubble', widget.shadowRoot as ParentNode)[20]
    expect(same).to.equal(first)
    // The button above the log goes with the last page.
    expect(Math.abs((same?.getBoundingClientRect().top ?? 999) - before)).to.be.at.most(60)
    expect(scroller.scrollTop).to.be.greaterThan(500)
  })

  it('gives the summary of a closed case', async () => {
    const { widget } = await mount(SCENES.rating('en'))
    await until(() => findAll('dd', widget.shadowRoot as ParentNode).length > 0, 'the card is loaded')
    expect(textOf('dd', widget).slice(0, 3)).to.deep.equal([
      'Late order HP20418',
      'Upgraded to express, arrives tomorrow before noon.',
      'Mei',
    ])
  })
})

import type { Locale, ServerFrame } from '@baton/client'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { NOW } from '../testing/cast.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { BOT, CUSTOMER, LIN, LogWriter, SYSTEM } from '../testing/log.ts'
import { type Stage, stageAtSession } from '../testing/stage.ts'

type Track = 'customer' | 'agent' | 'bot'

const until = async (condition: () => unknown, what: string): Promise<void> => {
  const end = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Five seconds of next to nothing, as the gateway keeps them: µ-law at 16 kHz. */
function wav(): Uint8Array<ArrayBuffer> {
  const codes = 80_000
  const bytes = new Uint8Array(58 + codes).fill(0xfe)
  const view = new DataView(bytes.buffer)
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  write(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 18, true)
  for (const [at, value] of Object.entries({ 20: 7, 22: 1, 32: 1, 34: 8 })) view.setUint16(Number(at), value, true)
  for (const at of [24, 28]) view.setUint32(at, 16_000, true)
  write(38, 'fact')
  view.setUint32(42, 4, true)
  view.setUint32(46, codes, true)
  write(50, 'data')
  view.setUint32(54, codes, true)
  return bytes
}

const piece = (track: Track, startMs: number) => ({
  call: 'call_1',
  track,
  startMs,
  durationMs: 5_000,
  file: { id: `f_${track}_${startMs}`, name: `${track}.wav`, type: 'audio/wav', bytes: 80_058 },
})

/** The log of a call whose customer let it be recorded. */
const log = (isOver = true) => {
  const written = new LogWriter()
    .add('call.started', NOW - 65_000, CUSTOMER, { call: 'call_1', direction: 'in', channel: 'phone' })
    .add('call.consent', NOW - 64_000, CUSTOMER, { call: 'call_1', granted: true, by: 'keys' })
    .add('message', NOW - 60_000, CUSTOMER, {
      text: 'Where is my order SO10042',
      spoken: { call: 'call_1', turn: 't1', startMs: 3_000, endMs: 5_000 },
    })
    .add('call.recorded', NOW - 59_000, SYSTEM, piece('customer', 2_000))
  if (isOver) written.add('call.ended', NOW, LIN, { call: 'call_1', reason: 'hung_up', durationMs: 65_000 })
  // The last pieces are kept when the call is over.
  return isOver
    ? written.add('call.recorded', NOW, SYSTEM, piece('bot', 4_000)).says(NOW, BOT, 'Anything else?')
    : written
}

describe('what was recorded of a call', () => {
  let scene: Stage
  const fetches = window.fetch
  /** What the gateway answers to a link; a code is a refusal of the link itself. */
  let links: (file: string) => 'here' | 'not_found' | 'late'
  let asked: string[]

  beforeEach(() => {
    asked = []
    links = () => 'here'
    window.fetch = async (address) => {
      const late = { code: 'ticket_expired', message: 'late', retryable: true }
      return String(address).endsWith('.late') ? Response.json(late, { status: 401 }) : new Response(wav())
    }
  })
  afterEach(() => {
    window.fetch = fetches
    scene.close()
  })

  const open = async (events: LogWriter['events'], locale: Locale = 'en', role = 'agent') => {
    scene = await stageAtSession(role, locale, events)
    scene.session('s1').answer = (frame): ServerFrame | null => {
      if (frame.type !== 'file') return null
      asked.push(frame.file)
      const how = links(frame.file)
      if (how === 'not_found')
        return { type: 'fault', code: 'not_found', message: 'gone', retryable: false, of: 'file', req: frame.req }
      return { ...frame, type: 'link', path: `/v1/files/a.b.${how}`, expiresAt: 0 }
    }
  }
  const inLog = (...selectors: string[]) => ['desk-conversation', 'desk-log', ...selectors]
  const player = (...selectors: string[]) => inLog('desk-recording', ...selectors)
  const audio = () => get<HTMLAudioElement>(scene.desk, ...player('audio'))
  const rows = () => all(scene.desk, ...inLog('.rows > *')).map((each) => each.dataset.kind ?? each.localName)

  it('stands at the call’s end, is fetched when it is asked for, and plays by the keyboard alone', async () => {
    await open(log().events)
    expect(rows().slice(-3)).to.deep.equal(['call.ended', 'desk-recording', 'article'])
    expect(asked, 'nobody has listened yet').to.deep.equal([])
    expect(await violations()).to.deep.equal([])
    const button = get(scene.desk, ...player('.play'))
    expect(textOf(button)).to.equal('Play the recording')
    button.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => find(scene.desk, ...player('audio')) === focused(), 'the player has the focus')
    expect(asked).to.deep.equal(['f_customer_2000', 'f_bot_4000'])
    expect(audio().src).to.match(/^blob:/)
    await until(() => audio().duration > 0, 'it is known how long it is')
    expect(audio().duration, 'a second of it is a second of the call').to.be.closeTo(9, 0.01)
    expect(audio().currentTime, 'where somebody first speaks').to.be.within(2, 3.9)
    expect(audio().error).to.equal(null)
    expect(await violations()).to.deep.equal([])
    await sendKeys({ press: 'Space' })
    await until(() => audio().paused, 'the keyboard stops it')
  })

  it('plays from when a message was said', async () => {
    await open(log().events)
    const time = get(scene.desk, ...inLog('.seek'))
    expect([textOf(time), time.getAttribute('aria-label')]).to.deep.equal(['0:03', 'Play the recording from 0:03'])
    time.click()
    await until(() => find(scene.desk, ...player('audio')), 'it is there')
    await until(() => !audio().paused && audio().currentTime >= 3, 'it plays from there')
    expect(audio().currentTime).to.be.below(4.5)
    audio().currentTime = 8
    time.click()
    await until(() => audio().currentTime < 5, 'it goes back')
    expect(asked).to.have.lengthOf(2)
  })

  it('says by its code that it is not there any more, and what could be tried again', async () => {
    links = () => 'not_found'
    await open(log().events)
    get(scene.desk, ...player('.play')).click()
    const wrong = (code: string) => find(scene.desk, ...player(`.wrong[data-code=${code}]`))
    await until(() => wrong('not_found'), 'it is said')
    expect(textOf(wrong('not_found'))).to.equal('The recording is not there any more.')
    expect(await violations()).to.deep.equal([])
    links = () => 'late'
    get(scene.desk, ...player('.play')).click()
    await until(() => wrong('ticket_expired'), 'another reason')
    links = (file) => (file === 'f_bot_4000' ? 'not_found' : 'here')
    get(scene.desk, ...player('.play')).click()
    await until(() => find(scene.desk, ...player('audio')), 'the rest is played')
    expect(texts(scene.desk, ...player('p'))).to.deep.equal(['Parts of it are not there any more.', ''])
  })

  it('stops when it is taken out while somebody listens', async () => {
    await open(log().events)
    get(scene.desk, ...player('.play')).click()
    await until(() => find(scene.desk, ...player('audio')), 'it plays')
    const removed = log().events.map((event) =>
      event.kind === 'call.recorded' ? { ...event, body: { ...event.body, lost: 'removed' as const } } : event,
    )
    scene.session('s1').set({ events: removed })
    await scene.settle()
    expect(find(scene.desk, ...player('audio'))).to.equal(null)
    expect(texts(scene.desk, ...player('p'))).to.deep.equal(['The recording was taken out.', ''])
    expect(find(scene.desk, ...inLog('.seek'))).to.equal(null)
  })

  it('plays from the last time that was asked for, also while it is still fetched', async () => {
    await open(log().events)
    get(scene.desk, ...player('.play')).click()
    get(scene.desk, ...inLog('.seek')).click()
    await until(() => find(scene.desk, ...player('audio')) && !audio().paused, 'it plays')
    expect(audio().currentTime).to.be.at.least(3)
    expect(asked, 'and is fetched once').to.have.lengthOf(2)
  })

  it('is taken out by a senior, all of it, after a reason, by the keyboard alone', async () => {
    await open(log().events, 'en', 'senior')
    const offer = get(scene.desk, ...player('.offer'))
    offer.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => focused()?.localName === 'input', 'it asks why')
    expect(await violations()).to.deep.equal([])
    await sendKeys({ press: 'Escape' })
    await until(() => focused() === offer, 'the question is taken back')
    await sendKeys({ press: 'Enter' })
    await until(() => focused()?.localName === 'input', 'it asks once more')
    await sendKeys({ type: 'A child is heard' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    const reason = 'A child is heard'
    expect(scene.session('s1').sent).to.deep.equal([
      { kind: 'redact', seq: 4, reason },
      { kind: 'redact', seq: 6, reason },
    ])
  })

  it('is not to be taken out by an agent', async () => {
    await open(log().events)
    expect(find(scene.desk, ...player('.offer'))).to.equal(null)
  })

  it('is not offered of a call that goes on, nor of one whose customer took their word back', async () => {
    await open(log(false).events)
    expect(find(scene.desk, ...player('.play'))).to.equal(null)
    expect(find(scene.desk, ...inLog('.seek'))).to.equal(null)
    const { events } = log().add('call.consent', NOW, CUSTOMER, { call: 'call_1', granted: false, by: 'click' })
    scene.session('s1').set({ events })
    await scene.settle()
    expect(find(scene.desk, ...inLog('desk-recording'))).to.equal(null)
  })

  for (const [locale, words] of [
    ['zh-CN', ['播放录音', '有一部分没能保存下来。']],
    ['zh-TW', ['播放錄音', '有一部分沒能保存下來。']],
  ] as const)
    it(`says what was lost, in ${locale}`, async () => {
      const body = { call: 'call_1', track: 'bot', startMs: 1, durationMs: 1, lost: 'not_stored' } as const
      await open(log().add('call.recorded', NOW, SYSTEM, body).events, locale)
      expect([...texts(scene.desk, ...player('.play')), ...texts(scene.desk, ...player('.about'))]).to.deep.equal(words)
    })
})

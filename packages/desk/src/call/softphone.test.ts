import type { CallView } from '@baton/client'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { brief, NOW, snapshot, view } from '../testing/cast.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { voiceSignals } from '../testing/fake-call.ts'
import { type Stage, stage } from '../testing/stage.ts'
import './glance.ts'
import './softphone.ts'

const LIN = { id: 'lin', name: 'Lin Yue' }
const MEI = { id: 'mei', name: 'Mei Lin' }
const LIVE: CallView = { id: 'call_1', direction: 'in', channel: 'widget', status: 'live', at: NOW, agent: null }

describe('a call at the desk', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const bar = (...selectors: string[]) => get(scene.desk, 'desk-softphone', ...selectors)
  const button = (name: string) => bar(`.${name}`)

  /** Session `s1` is the agent's, and its customer is on a call. */
  const onCall = async (call: Partial<CallView> = {}) => {
    scene.take('s1', {}, { view: view({ call: { ...LIVE, ...call } }) })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }

  const joined = async (call: Partial<CallView> = {}) => {
    await onCall(call)
    button('rejoin').click()
    await scene.settle()
    scene.voice.last.set({ status: 'live', phase: 'agent', startedAt: Date.now() - 65_000 })
    await scene.settle()
  }

  it('offers at once to go on with a call that a reload left', async () => {
    await onCall({ agent: { id: 'lin', name: 'Lin Yue' } })
    expect(textOf(bar('.ask'))).to.contain('Your call with Mei Chen is still going on.')
    expect(scene.isRinging(), 'it was answered before').to.equal(false)
    button('rejoin').click()
    await scene.settle()
    expect(scene.voice.last.asked).to.deep.equal(['answer'])
    expect(find(scene.desk, 'desk-softphone', '.rejoin')).to.equal(null)
  })

  it('rings when a customer whom the agent writes with calls, until it is answered', async () => {
    await onCall()
    expect(scene.isRinging()).to.equal(true)
    button('rejoin').click()
    await scene.settle()
    expect(scene.isRinging()).to.equal(false)
  })

  it('shows who is on the line, for how long, and what the customer wants', async () => {
    await joined()
    expect(textOf(bar('h2'))).to.equal('Mei Chen')
    expect(textOf(bar('.line'))).to.match(/^On the line 1:0[567]$/)
    expect(textOf(bar('.whisper'))).to.contain('Where is my order SO10042')
    scene.voice.last.set({ quality: 'poor', peerMuted: true, recording: 'on' })
    await scene.settle()
    expect(textOf(bar('.who')))
      .to.contain('Poor line')
      .and.to.contain('The customer has muted themselves.')
      .and.to.contain('This call is recorded.')
    scene.voice.last.set({ isReconnecting: true })
    await scene.settle()
    expect(textOf(bar('.line'))).to.contain('The line is down.')
  })

  it('shows of the brief what there is', async () => {
    scene.take(
      's1',
      {},
      {
        view: view({
          call: LIVE,
          staff: { profile: null, ...view().staff, brief: { ...brief, want: '', mood: 'calm' } },
        }),
      },
    )
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
    button('rejoin').click()
    await scene.settle()
    scene.voice.last.set({ status: 'live', phase: 'agent' })
    await scene.settle()
    expect(textOf(bar('.whisper'))).to.equal('Brief: Calm')
  })

  it('says what the agent is told before the call is put through, which any key does at once', async () => {
    await joined()
    const call = scene.voice.last
    const told = { text: 'English, angry: Where is my order', locale: 'en' } as const
    call.set({ phase: 'queued', whisper: told })
    await scene.settle()
    expect(textOf(bar('.told'))).to.contain('About the customer: English, angry: Where is my order')
    await sendKeys({ press: 'Shift' })
    expect(call.asked).not.to.include('end whisper')
    await sendKeys({ press: 'x' })
    await scene.settle()
    expect(call.asked.filter((asked) => asked === 'end whisper')).to.have.length(1)
    call.set({ phase: 'queued', whisper: told })
    await scene.settle()
    button('speak-now').click()
    await scene.settle()
    expect(call.asked.filter((asked) => asked === 'end whisper')).to.have.length(2)
    expect(textOf(bar('.whisper'))).to.contain('Brief: ')
  })

  it('stays on the line beside the colleague, where the agent wants to, until they leave', async () => {
    await joined()
    const call = scene.voice.last
    await scene.store.request({ type: 'transfer', session: 's1', to: { agent: 'mei' }, note: '', stay: true })
    expect(call.asked.at(-1)).to.equal('stay true')
    scene.floor.setBoard({ mine: [] })
    const [mei, lin] = [
      { id: 'mei', name: 'Mei Ito' },
      { id: 'lin', name: 'Lin Yue' },
    ]
    call.set({ agent: mei, beside: lin })
    await scene.settle()
    expect(call.asked.at(-1)).to.equal('stay true')
    expect(textOf(bar('.company'))).to.equal('Mei Ito has the call. You are still on the line.')
    expect(find(scene.desk, 'desk-softphone', '.transfer')).to.equal(null)
    expect(textOf(button('end'))).to.equal('Leave the call')
    call.set({ agent: lin, beside: mei })
    await scene.settle()
    expect(textOf(bar('.company'))).to.equal('Mei Ito is still on the line.')
    button('end').click()
    await scene.settle()
    expect(call.asked.at(-2)).to.equal('end')
    expect(scene.store.state.call).to.equal(null)
  })

  it('does not stay beside the bot, or with what was not passed on after all', async () => {
    await joined()
    const call = scene.voice.last
    call.stay(true)
    await scene.store.request({ type: 'recall', session: 's1' })
    expect(call.asked.at(-1)).to.equal('stay false')
    call.stay(true)
    await scene.store.request({ type: 'send', session: 's1', command: { kind: 'handback', note: '' } })
    expect(call.asked.at(-1)).to.equal('stay false')
    scene.floor.setBoard({ mine: [] })
    await scene.settle()
    expect(call.asked.at(-1)).to.equal('close')
  })

  it('mutes and holds by button and by key, wherever the agent writes', async () => {
    await joined()
    button('mute').click()
    await scene.settle()
    expect(button('mute').getAttribute('aria-pressed')).to.equal('true')
    get(scene.desk, 'desk-conversation', 'desk-composer', 'textarea').focus()
    await sendKeys({ press: 'Alt+m' })
    await sendKeys({ press: 'Alt+h' })
    await scene.settle()
    expect(scene.voice.last.asked.slice(1)).to.deep.equal(['mute true', 'mute false', 'hold true'])
    expect(textOf(bar('.line'))).to.contain('On hold')
    expect(textOf(button('hold'))).to.contain('Resume')
  })

  it('has a keypad where keys are heard at the other end, also for the keyboard', async () => {
    await joined({ channel: 'phone' })
    scene.voice.last.set({ keys: true })
    await scene.settle()
    button('keys').click()
    await scene.settle()
    const five = all(scene.desk, 'desk-softphone', '.keypad button').find((key) => textOf(key) === '5')
    five?.click()
    five?.focus()
    await sendKeys({ press: '#' })
    expect(scene.voice.last.asked.slice(1)).to.deep.equal(['dtmf 5', 'dtmf #'])
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(find(scene.desk, 'desk-softphone', '.keypad')).to.equal(null)
  })

  it('has none where they would do nothing', async () => {
    await joined({ channel: 'phone' })
    expect(find(scene.desk, 'desk-softphone', '.keys')).to.equal(null)
  })

  it('draws both levels', async () => {
    await joined()
    scene.voice.last.levels(-6, -127)
    const meters = all(scene.desk, 'desk-softphone', 'desk-meter')
    expect(meters.map((meter) => meter.getAttribute('aria-valuenow'))).to.deep.equal(['90', '0'])
    const canvas = get<HTMLCanvasElement>(meters[0] ?? scene.desk, 'canvas')
    const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    expect([...drawn].some((part) => part > 0)).to.equal(true)
  })

  it('says how the customer sounds against how they began, and how sure that is', async () => {
    await joined()
    scene.voice.last.sounds(voiceSignals())
    scene.voice.last.sounds(voiceSignals({ rate: 6.5, arousal: 0.7, confidence: 0.6 }))
    await scene.settle()
    expect(textOf(bar('.signals'))).to.equal(
      'How the customer sounds: Speaks faster than at first Arousal: high · 60% sure',
    )
  })

  it('names whoever of two agents says something', async () => {
    await joined()
    scene.voice.last.set({
      captions: [
        { track: 'agent', turn: 'a1', rev: 0, text: 'I have Mei here.', final: true, startMs: 1, agent: LIN },
        { track: 'agent', turn: 'a2.1', rev: 0, text: 'Hello.', final: true, startMs: 2, agent: MEI },
      ],
    })
    await scene.settle()
    expect(texts(scene.desk, 'desk-softphone', 'desk-captions', 'li')).to.deep.equal([
      'You I have Mei here.',
      'Mei Lin Hello.',
    ])
  })

  it('says that whom the agent has called is asked first whether the call may be recorded', async () => {
    await joined()
    scene.voice.last.set({ phase: 'bot', recording: 'asked', agent: LIN })
    await scene.settle()
    expect(textOf(bar('.line'))).to.contain('Asking whether it may be recorded')
    scene.voice.last.set({ agent: MEI })
    await scene.settle()
    expect(textOf(bar('.line'))).to.contain('With the bot')
  })

  it('asks the floor for another ticket to a line that a colleague’s session does not let in any more', async () => {
    await joined()
    expect(await scene.voice.last.options?.rejoin('call_1')).to.equal('ticket of call_1')
    expect(scene.floor.asked).to.contain('rejoin s1 call_1')
  })

  it('shows what both say, and keeps what was misheard as a note for staff', async () => {
    await joined()
    scene.voice.last.set({
      captions: [
        { track: 'customer', turn: 't1', rev: 1, text: 'order fifty', final: true, startMs: 10 },
        { track: 'agent', turn: 't2', rev: 0, text: 'let me', final: false, startMs: 20 },
      ],
    })
    await scene.settle()
    expect(texts(scene.desk, 'desk-softphone', 'desk-captions', 'li')).to.deep.equal([
      'Mei Chen order fifty Correct',
      'You let me',
    ])
    bar('desk-captions', '.correct').click()
    await scene.settle()
    expect(focused()?.tagName).to.equal('INPUT')
    await sendKeys({ press: 'ControlOrMeta+a' })
    await sendKeys({ type: 'order fifteen' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([
      { kind: 'note', text: 'Misheard on the call: “order fifty”. What was said: “order fifteen”' },
    ])
    expect(texts(scene.desk, 'desk-softphone', 'desk-captions', 'li')[0]).to.contain('corrected')
  })

  it('hands back through the conversation of the call, whichever is open', async () => {
    await joined()
    scene.take('s2')
    await scene.store.request({ type: 'select', session: 's2' })
    await scene.settle()
    button('hand-over').click()
    await scene.settle()
    expect(scene.store.state.selected).to.equal('s1')
    expect(find(scene.desk, 'desk-conversation', 'desk-closing')).not.to.equal(null)
  })

  it('leaves the call when the session is no longer with the agent', async () => {
    await joined()
    scene.floor.setBoard({ mine: [] })
    await scene.settle()
    expect(scene.voice.last.asked.at(-1)).to.equal('close')
    expect(scene.store.state.call).to.equal(null)
  })

  it('hangs up, and asks for the work after it until that is done', async () => {
    await joined()
    button('end').click()
    scene.session('s1').set({ view: view() })
    scene.floor.setBoard({ wrapUpUntil: scene.clock.at + 90_000 })
    await scene.settle()
    expect(find(scene.desk, 'desk-softphone', '.call')).to.equal(null)
    expect(textOf(bar('desk-wrap-up', '.head'))).to.equal('After the call Nothing new is offered to you for 1:30.')
    get<HTMLSelectElement>(scene.desk, 'desk-softphone', 'desk-wrap-up', 'select').value = 'call_back'
    get<HTMLInputElement>(scene.desk, 'desk-softphone', 'desk-wrap-up', 'input').value = 'tomorrow at nine'
    bar('desk-wrap-up', '.primary').click()
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([
      { kind: 'note', text: 'After the call: To be called back. tomorrow at nine' },
    ])
    expect(scene.floor.asked.at(-1)).to.equal('ready')
  })

  for (const [code, words] of [
    ['microphone_denied', 'The browser does not let this page use the microphone.'],
    ['microphone_missing', 'No microphone was found.'],
    ['microphone_busy', 'Another program uses the microphone.'],
  ] as const)
    it(`says what to do when it comes to ${code}, and tries again`, async () => {
      await onCall()
      button('rejoin').click()
      await scene.settle()
      scene.voice.last.set({ status: 'ended', problem: { code, message: '', retryable: true } })
      await scene.settle()
      expect(textOf(bar('.ask'))).to.contain(words)
      button('again').click()
      await scene.settle()
      expect(scene.voice.calls.map(({ asked }) => asked)).to.deep.equal([['answer', 'close'], ['answer']])
    })
})

describe('calling a customer', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
    scene.take('s1')
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  })
  afterEach(() => scene.close())

  const callButton = () => find(scene.desk, 'desk-conversation', 'header .call')

  it('rings at who is there to be rung, and says how it ended', async () => {
    callButton()?.click()
    await scene.settle()
    const call = scene.voice.last
    expect(call.asked).to.deep.equal(['start'])
    expect(callButton()).to.equal(null)
    call.set({ status: 'live', phase: 'ringing', startedAt: Date.now() })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-softphone', '.line'))).to.equal('Ringing')
    expect(textOf(get(scene.desk, 'desk-softphone', '.end'))).to.equal('Stop ringing')
    call.set({ status: 'ended', phase: null, reason: 'declined' })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-softphone', '.ask p'))).to.equal('The customer declined the call.')
    get(scene.desk, 'desk-softphone', '.again').click()
    await scene.settle()
    scene.voice.last.set({ status: 'ended', reason: 'missed' })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-softphone', '.ask p'))).to.equal('The customer did not answer.')
    get(scene.desk, 'desk-softphone', '.ask .quiet').click()
    await scene.settle()
    expect(find(scene.desk, 'desk-softphone')).to.equal(null)
    expect(callButton()).not.to.equal(null)
  })

  it('is not offered where the workspace has no calls', async () => {
    scene.api.identity = { ...scene.api.identity, calls: false }
    await scene.store.start()
    scene.take('s2')
    await scene.store.request({ type: 'select', session: 's2' })
    await scene.settle()
    expect(callButton()).to.equal(null)
  })

  it('is not offered when the customer is not on the page, speaks already, or is with somebody else', async () => {
    const session = scene.session('s1')
    const may = async (change: Parameters<typeof snapshot>[0]) => {
      session.set({ ...snapshot(change) })
      await scene.settle()
      return callButton() !== null
    }
    expect(await may({})).to.equal(true)
    expect(await may({ peerOnline: false })).to.equal(false)
    expect(await may({ view: view({ call: LIVE }) })).to.equal(false)
    expect(await may({ view: view({ holder: 'bot' }) })).to.equal(false)
  })
})

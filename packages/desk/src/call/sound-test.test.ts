import { expect } from 'chai'
import { find, get, textOf, texts } from '../testing/dom.ts'
import { type Stage, stage } from '../testing/stage.ts'
import { browserRinger } from './ringer.ts'
import './sound-test.ts'

const { mediaDevices } = navigator
const ask = mediaDevices.getUserMedia.bind(mediaDevices)

describe('microphone and speaker in the settings', () => {
  let scene: Stage
  const asked: MediaStreamConstraints[] = []

  beforeEach(async () => {
    asked.length = 0
    scene = await stage()
    scene.voice.devices = {
      microphones: [
        { id: 'm1', label: 'Headset' },
        { id: 'm2', label: '' },
      ],
      speakers: [{ id: 's1', label: 'Desk speaker' }],
    }
    await get<HTMLElement & { toggle(panel: string): Promise<void> }>(scene.desk, 'desk-top-bar').toggle('settings')
    get<HTMLDetailsElement>(scene.desk, 'desk-top-bar', 'details').open = true
    await scene.settle()
    await scene.settle()
  })
  afterEach(() => {
    mediaDevices.getUserMedia = ask
    scene.close()
  })

  const part = (selector: string) => get(scene.desk, 'desk-top-bar', 'desk-sound-test', selector)

  const choose = async (kind: 'microphone' | 'speaker', value: string) => {
    const select = get<HTMLSelectElement>(scene.desk, 'desk-top-bar', 'desk-sound-test', `select.${kind}`)
    select.value = value
    select.dispatchEvent(new Event('change'))
    await scene.settle()
  }

  it('lists what is plugged in, and remembers what was chosen', async () => {
    expect(texts(part('select.microphone'), 'option')).to.deep.equal(['As the system', 'Headset', 'Device 2'])
    await choose('microphone', 'm1')
    await choose('speaker', 's1')
    const { microphone, speaker } = scene.store.state.preferences
    expect([microphone, speaker]).to.deep.equal(['m1', 's1'])
    await choose('speaker', '')
    expect(scene.store.state.preferences.speaker).to.equal(null)
  })

  it('shows the level of the microphone that was chosen', async () => {
    mediaDevices.getUserMedia = async (constraints) => {
      asked.push(constraints ?? {})
      const context = new AudioContext()
      const tone = new OscillatorNode(context)
      const stream = context.createMediaStreamDestination()
      tone.connect(stream)
      tone.start()
      return stream.stream
    }
    await choose('microphone', 'm1')
    part('.listen').click()
    await new Promise((done) => setTimeout(done, 400))
    await scene.settle()
    expect(asked).to.deep.equal([{ audio: { deviceId: { exact: 'm1' } } }])
    expect(textOf(part('.listen'))).to.equal('Stop')
    expect(textOf(part('[role=status]'))).to.contain('the bar follows your voice')
    expect(part('desk-meter').getAttribute('aria-valuenow')).not.to.equal(null)
    part('.listen').click()
    await scene.settle()
    expect(find(scene.desk, 'desk-top-bar', 'desk-sound-test', 'desk-meter')).to.equal(null)
  })

  for (const [name, words] of [
    ['NotAllowedError', 'Allow it beside the address'],
    ['NotFoundError', 'No microphone was found.'],
    ['NotReadableError', 'Another program uses the microphone.'],
  ] as const)
    it(`says what to do when the browser says ${name}`, async () => {
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
      part('.listen').click()
      await scene.settle()
      expect(textOf(part('[role=alert]'))).to.contain(words)
    })
})

describe('the bell', () => {
  const made: AudioContext[] = []
  const { AudioContext: Real } = window

  beforeEach(() => {
    made.length = 0
    window.AudioContext = class extends Real {
      constructor() {
        super()
        made.push(this)
      }
    }
  })
  afterEach(() => {
    window.AudioContext = Real
  })

  it('makes no sound before it is told to, and one context however often it rings', () => {
    const ringer = browserRinger()
    ringer.ring(false)
    expect(made).to.have.length(0)
    for (const on of [true, true, false, true, false]) ringer.ring(on)
    expect(made).to.have.length(1)
  })
})

import { askForCall } from '@baton/client/calls'
import {
  AUDIO_KINDS,
  type AudioFrame,
  type CallServerFrame,
  decodeAudio,
  encodeAudio,
  FRAME_MS,
  FRAME_SAMPLES,
} from '@baton/protocol'
import { CHROMIUM_FLAGS, chromium } from '@baton/scripts/chromium'
import { type Browser, chromium as engine } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Agent } from './agent.ts'
import { Visitor } from './visitor.ts'

const PATIENCE_MS = 30_000

let browser: Browser
beforeAll(async () => {
  // A microphone that hums, and nobody to ask for it.
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  browser = await engine.launch({ executablePath: chromium(), args: [...CHROMIUM_FLAGS, ...microphone] })
})
afterAll(() => browser.close())

/** A customer's end of a call, without ears or a voice: it hums, and counts what it hears. */
class Caller {
  readonly frames: CallServerFrame[] = []
  readonly heard: AudioFrame[] = []
  readonly #socket: WebSocket
  #humming: ReturnType<typeof setInterval> | undefined
  #seq = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.on('message', (data, isBinary) => {
      const frame = isBinary && data instanceof ArrayBuffer ? decodeAudio(data) : null
      if (frame) this.heard.push(frame)
      else if (!isBinary) this.frames.push(JSON.parse(Buffer.from(data as ArrayBuffer).toString()))
    })
  }

  static async call({ session }: Visitor): Promise<Caller> {
    const { ticket } = await askForCall(session, 'start')
    const address = inject('product').gateway.replace('http', 'ws')
    const socket = new WebSocket(`${address}/v1/call`, ['baton.v1', `ticket.${ticket}`], {
      origin: inject('product').shop,
    })
    const caller = new Caller(socket)
    await new Promise((opened, failed) => socket.on('open', opened).on('error', failed))
    socket.send(JSON.stringify({ type: 'hello', v: 1, codecs: ['pcm16'] }))
    caller.#humming = setInterval(() => caller.#hum(), FRAME_MS)
    return caller
  }

  get phase(): string | undefined {
    return this.frames.findLast((frame) => frame.type === 'state')?.phase
  }

  #hum(): void {
    const samples = Int16Array.from({ length: FRAME_SAMPLES }, (_, at) => Math.sin(at / 8) * 6_000)
    const payload = new Uint8Array(samples.buffer)
    const place = { seq: this.#seq & 0xffff, ts: this.#seq * FRAME_SAMPLES }
    this.#seq += 1
    this.#socket.send(
      encodeAudio({
        kind: 'audio',
        codec: 'pcm16',
        track: 'customer',
        flags: 0,
        gen: 0,
        level: 120,
        payload,
        ...place,
      }),
    )
  }

  leave(): void {
    clearInterval(this.#humming)
    this.#socket.close()
  }
}

test('a call is answered at the desk with one key, held, and wrapped up', async () => {
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(0)
  const visitor = new Visitor('en')
  await visitor.say('How long does delivery take?')
  const caller = await Caller.call(visitor)
  await vi.waitFor(() => expect(caller.phase).toBe('bot'), PATIENCE_MS)
  visitor.session.send({ kind: 'handoff.request' })

  await agent.sees(/On a call, waiting/)
  await agent.sees('How long does delivery take?')
  await agent.acceptByKey()
  await agent.sees('On the line')
  await vi.waitFor(() => expect(caller.phase).toBe('agent'), PATIENCE_MS)
  await vi.waitFor(
    () => expect(caller.heard.some(({ kind, track }) => track === 'agent' && kind in AUDIO_KINDS)).toBe(true),
    PATIENCE_MS,
  )
  const phone = agent.page.locator('desk-softphone')
  await vi.waitFor(async () => {
    const level = await phone.locator('desk-meter').nth(1).getAttribute('aria-valuenow')
    expect(Number(level), 'the customer is heard').toBeGreaterThan(0)
  }, PATIENCE_MS)

  await agent.say('I have sent you the form.')
  await vi.waitFor(() => expect(visitor.heard.at(-1)?.text).toBe('I have sent you the form.'), PATIENCE_MS)
  await agent.page.keyboard.press('Alt+h')
  await vi.waitFor(() => expect(caller.phase).toBe('held'), PATIENCE_MS)
  await agent.page.keyboard.press('Alt+h')
  await vi.waitFor(() => expect(caller.phase).toBe('agent'), PATIENCE_MS)

  await phone.getByRole('button', { name: 'Hang up' }).click()
  await vi.waitFor(
    () => expect(caller.frames.at(-1)?.type === 'bye' || caller.phase === 'ended').toBe(true),
    PATIENCE_MS,
  )
  await phone.getByRole('textbox', { name: 'Note for colleagues' }).fill('sent the form')
  await phone.getByRole('button', { name: 'Done' }).click()
  await agent.sees('After the call: Settled. sent the form')
  await phone.waitFor({ state: 'detached' })
  await agent.end('Alt+r', 'The form is sent.')

  caller.leave()
  visitor.leave()
  await agent.leave()
})

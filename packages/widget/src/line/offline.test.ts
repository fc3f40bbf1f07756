import { createSession, memoryStore, type WebSocketLike } from '@baton/client'
import { expect } from 'chai'
import { VIEW } from '../testing/fake-session.ts'
import { mount, textOf, unmountAll, until } from '../testing/mount.ts'

/** A gateway of a few lines. It never closes a socket, as Chromium does not when the network goes. */
class Socket implements WebSocketLike {
  static sends: { id: string; body: unknown }[] = []
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null

  constructor() {
    setTimeout(() => this.onopen?.({} as never))
  }

  send(data: string): void {
    const frame = JSON.parse(data)
    if (frame.type === 'send') Socket.sends.push(frame)
    if (frame.type !== 'hello') return
    const you = { role: 'customer', id: 'c_1', name: null }
    const welcome = { v: 1, session: 's', now: 0, epoch: 'e', head: 0, resumed: true, you, state: VIEW }
    this.#say({ type: 'welcome', req: frame.req, ...welcome })
    this.#say({ type: 'replay', req: frame.req, entries: [], more: false })
  }

  close(): void {}

  #say(frame: object): void {
    setTimeout(() => this.onmessage?.({ data: JSON.stringify(frame) } as never))
  }
}

describe('a browser that goes offline', () => {
  afterEach(unmountAll)

  it('is shown at once, and what was not acknowledged is sent again under its id', async () => {
    let isDown = false
    const client = createSession({
      name: 'pk_test',
      admit: async () => {
        if (isDown) throw new Error('no network')
        return { url: 'wss://chat.example', ticket: 't' }
      },
      socket: Socket,
      platform: { store: async () => memoryStore() },
    })
    const { widget } = await mount({}, { open: false })
    widget.dial = () => ({ client, reset: async () => {} })
    widget.open()
    await until(() => client.snapshot.connection === 'online', 'the session is online')
    const id = client.send({ kind: 'message', text: 'one' })
    await until(() => Socket.sends.length === 1, 'the message is sent')

    isDown = true
    window.dispatchEvent(new Event('offline'))
    expect(client.snapshot.connection).to.equal('offline')
    await until(() => textOf('.strip strong', widget).includes('You are offline.'), 'the strip is there')

    isDown = false
    window.dispatchEvent(new Event('online'))
    await until(() => client.snapshot.connection === 'online', 'the session is online again')
    await until(() => textOf('.strip', widget).length === 0, 'the strip is gone')
    await until(() => Socket.sends.length === 2, 'the message is sent again')
    expect(Socket.sends.map((send) => send.id)).to.deep.equal([id, id])
  })
})

import type { ClientFrame, ServerFrame } from '@baton/client'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { BOT, CUSTOMER, LogBuilder, SYSTEM } from '../testing/events.ts'
import type { FakeSession } from '../testing/fake-session.ts'
import { find, findAll, type Mounted, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'

/** A gateway whose answer to every upload is `how`. */
const answering =
  (how: string, asked: ClientFrame[] = []): FakeSession['answer'] =>
  (frame): ServerFrame | null => {
    asked.push(frame)
    if (frame.type === 'upload')
      return { type: 'slot', id: frame.id, file: `f_${frame.name}`, ticket: how, thumb: 'ok' }
    if (frame.type === 'file')
      return { type: 'link', req: frame.req, file: frame.file, size: frame.size, path: '/v1/files/a.b.c', expiresAt: 0 }
    return null
  }

const opened = async (how = 'ok', snapshot = {}): Promise<Mounted & { asked: ClientFrame[]; root: ParentNode }> => {
  const asked: ClientFrame[] = []
  const mounted = await mount(snapshot, { open: false })
  mounted.session.answer = answering(how, asked)
  mounted.widget.open()
  const root = mounted.widget.shadowRoot as ParentNode
  await until(() => findAll('.clip', root).length > 0, 'files are loaded')
  return { ...mounted, asked, root }
}

const choose = (root: ParentNode, ...files: File[]): void => {
  const [input] = findAll('input[type=file]', root)
  if (!(input instanceof HTMLInputElement)) throw new Error('no field for files')
  const list = new DataTransfer()
  for (const file of files) list.items.add(file)
  input.files = list.files
  input.dispatchEvent(new Event('change'))
}

const picture = async (name = 'photo.png'): Promise<File> => {
  const canvas = document.createElement('canvas')
  canvas.width = 900
  canvas.height = 600
  canvas.getContext('2d')?.fillRect(10, 10, 300, 300)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  return new File([blob ?? ''], name, { type: 'image/png' })
}
const text = (name = 'notes.txt'): File => new File(['hello'], name, { type: 'text/plain' })
const send = (mounted: Mounted): HTMLButtonElement =>
  find('form button[type=submit]', mounted.widget) as HTMLButtonElement

describe('files beside a message', () => {
  afterEach(unmountAll)

  it('are loaded with the first open panel only', async () => {
    const { widget } = await mount({}, { open: false })
    await settled(widget)
    expect(findAll('.clip', widget.shadowRoot as ParentNode)).to.have.length(0)
  })

  it('are brought at once and go without a word', async () => {
    const mounted = await opened()
    choose(mounted.root, await picture(), text())
    await until(() => findAll('.about .state', mounted.root).length === 2, 'both have arrived')
    expect(findAll('li img', mounted.root)).to.have.length(1)
    expect(textOf('.about > span:first-child', mounted.widget)).to.deep.equal(['photo.png', 'notes.txt'])
    const asked = mounted.asked.map((frame) => frame.type === 'upload' && frame.name)
    expect(asked).to.have.members(['photo.png', 'notes.txt'])
    await settled(mounted.widget)
    // They stand in a row of their own above the field, which stays beside its buttons.
    const box = (selector: string): DOMRect => find(selector, mounted.widget).getBoundingClientRect()
    const [list, clip, field, button] = [
      box('form ul, ul[aria-label="Files to send"]'),
      box('.clip'),
      box('textarea'),
      box('form button[type=submit]'),
    ]
    expect(list.bottom).to.be.at.most(field.top)
    expect(list.width).to.be.greaterThan(field.width)
    expect(clip.right).to.be.at.most(field.left)
    expect(field.right).to.be.at.most(button.left)
    expect(field.width).to.be.greaterThan(150)
    send(mounted).click()
    expect(mounted.session.sent).to.deep.equal([{ kind: 'message', text: '', files: ['f_photo.png', 'f_notes.txt'] }])
    await settled(mounted.widget)
    expect(findAll('baton-attach li, .about', mounted.root)).to.have.length(0)
    expect(textOf('baton-files p', mounted.widget).concat(textOf('p', mounted.widget)).join()).to.contain('2 files')
  })

  it('keep the message back while they are on their way, and can be taken off', async () => {
    const mounted = await opened('slow')
    choose(mounted.root, text())
    await until(() => findAll('progress', mounted.root).length === 1, 'it is on its way')
    const field = find('textarea', mounted.widget)
    field.focus()
    await sendKeys({ type: 'look' })
    await settled(mounted.widget)
    expect(send(mounted).disabled).to.equal(true)
    await sendKeys({ press: 'Enter' })
    expect(mounted.session.sent).to.have.length(0)
    expect(find('progress', mounted.widget).getAttribute('aria-label')).to.equal('Uploading notes.txt')
    const remove = find('.remove', mounted.widget)
    expect(remove.getAttribute('aria-label')).to.equal('Remove notes.txt')
    remove.click()
    await settled(mounted.widget)
    expect(send(mounted).disabled).to.equal(false)
    expect(find('.clip', mounted.widget).matches(':focus')).to.equal(true)
  })

  it('say why they were refused, to everybody', async () => {
    const mounted = await opened('file_type_refused')
    choose(mounted.root, text('page.html'))
    await until(() => findAll('.wrong', mounted.root).length === 1, 'it was refused')
    const why =
      'Only pictures (PNG, JPEG, GIF, WebP), recordings (MP3, M4A, Ogg, AMR), MP4 films, PDF and plain text can be sent.'
    expect(textOf('.wrong', mounted.widget)).to.deep.equal([why])
    expect(textOf('[role=status]', mounted.widget).join()).to.contain(`page.html: ${why}`)
    await settled(mounted.widget)
    expect(send(mounted).disabled).to.equal(true)
  })

  it('are not even asked for above 25 MB', async () => {
    const mounted = await opened()
    choose(mounted.root, new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'big.pdf'))
    await until(() => findAll('.wrong', mounted.root).length === 1, 'it was refused')
    expect(textOf('.wrong', mounted.widget)).to.deep.equal(['Larger than 25 MB.'])
    expect(mounted.asked).to.deep.equal([])
  })

  it('can be pasted and dropped', async () => {
    const mounted = await opened()
    const list = new DataTransfer()
    list.items.add(text('pasted.txt'))
    const paste = new ClipboardEvent('paste', { clipboardData: list, bubbles: true, composed: true, cancelable: true })
    find('textarea', mounted.widget).dispatchEvent(paste)
    const dropped = new DataTransfer()
    dropped.items.add(text('dropped.txt'))
    const drop = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, composed: true, cancelable: true })
    find('.scroller', mounted.widget).dispatchEvent(drop)
    expect(paste.defaultPrevented && drop.defaultPrevented).to.equal(true)
    await until(() => findAll('.about .state', mounted.root).length === 2, 'both have arrived')
    // Words are pasted as words.
    const words = new DataTransfer()
    words.setData('text/plain', 'only words')
    const plain = new ClipboardEvent('paste', { clipboardData: words, bubbles: true, composed: true, cancelable: true })
    find('textarea', mounted.widget).dispatchEvent(plain)
    expect(plain.defaultPrevented).to.equal(false)
  })
})

describe('files in the log', () => {
  afterEach(unmountAll)

  const files = () => [
    {
      id: `f_${Math.random()}`,
      name: 'photo.jpg',
      type: 'image/jpeg',
      bytes: 482_113,
      width: 640,
      height: 480,
      thumb: true,
    },
    { id: 'f_2', name: 'invoice.pdf', type: 'application/pdf', bytes: 90_211 },
    { id: 'f_3', name: 'evil.svg.png', type: 'image/svg+xml', bytes: 200 },
  ]

  it('show pictures, and everything else as a card', async () => {
    const { events } = new LogBuilder().say(CUSTOMER, '', { files: files() }).say(BOT, 'Thanks')
    const mounted = await opened('ok', { events })
    await until(() => findAll('.picture img', mounted.root).length === 1, 'the picture is shown')
    const [shown] = findAll('.picture img', mounted.root)
    expect(shown?.getAttribute('alt')).to.equal('photo.jpg')
    expect(shown?.getAttribute('src')).to.match(/^blob:/)
    expect(find('.picture', mounted.widget).getAttribute('aria-label')).to.equal('Open photo.jpg')
    expect(findAll('.card', mounted.root).map((card) => card.title)).to.deep.equal([
      'Download invoice.pdf',
      'Download evil.svg.png',
    ])
    expect(textOf('.card .about', mounted.widget)).to.deep.equal([
      'invoice.pdfPDF · 90 kB',
      'evil.svg.pngPNG · 200 bytes',
    ])
    // Nothing is said, so nothing is empty either.
    expect(findAll('[data-own] .bubble', mounted.root)).to.have.length(0)
    expect(mounted.asked.filter(({ type }) => type === 'file')).to.have.length(1)
  })

  it('take the place of what came by another channel, and a place on earth is a link to a map', async () => {
    const brought = { attachments: [{ kind: 'image' }, { kind: 'voice' }, { kind: 'file' }] as const }
    const log = new LogBuilder()
      .say(CUSTOMER, '', {
        attachments: [...brought.attachments],
        place: { latitude: 25.0339639, longitude: 121.5644722 },
      })
      .add(SYSTEM, 'attachment.missed', { ref: 1, index: 2, reason: 'too_large' })
    const mounted = await opened('ok', { events: log.events })
    const items = (): string[] => textOf('baton-files li', mounted.widget).concat(textOf('li', mounted.widget))
    await until(() => items().join().includes('A picture, on its way'), 'places are held')
    expect(items().join()).to.contain('A voice message, on its way').and.to.contain('Not shown here: it is too large.')
    const link = find('a.card', mounted.widget) as HTMLAnchorElement
    expect(link.href).to.equal('https://www.openstreetmap.org/?mlat=25.03396&mlon=121.56447#map=16/25.03396/121.56447')
    expect(link.rel).to.equal('noopener noreferrer')
    const [first] = files()
    if (!first) throw new Error('no file')
    log.add(SYSTEM, 'attachment.arrived', { ref: 1, index: 0, file: first })
    mounted.session.set({ events: [...log.events] })
    await until(() => findAll('.picture img', mounted.root).length === 1, 'the picture is shown')
    expect(items().join()).not.to.contain('A picture, on its way')
  })

  it('T-02 fetch nothing but what a link of this gateway names', async () => {
    const { events } = new LogBuilder().say(BOT, '', { files: files().slice(0, 1) })
    const mounted = await mount({ events })
    mounted.session.answer = (frame) =>
      frame.type === 'file' ? { ...frame, type: 'link', path: '//canary.example/v1/files/a', expiresAt: 0 } : null
    await until(() => findAll('.card', mounted.widget.shadowRoot as ParentNode).length > 0, 'files are loaded')
    find('.card', mounted.widget).click()
    await until(() => findAll('[role=alert].wrong', mounted.widget.shadowRoot as ParentNode).length === 1, 'it says so')
    const fetched = performance.getEntriesByType('resource').filter(({ name }) => name.includes('canary'))
    expect(fetched).to.have.length(0)
  })
})

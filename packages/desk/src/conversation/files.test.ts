import type { ServerFrame } from '@baton/client'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { NOW } from '../testing/cast.ts'
import { find, get, textOf } from '../testing/dom.ts'
import { CUSTOMER, LogWriter } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

const until = async (condition: () => unknown, what: string): Promise<void> => {
  const end = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('files', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
    scene.take('s1', { acceptedAt: NOW })
    scene.session('s1').answer = (frame): ServerFrame | null => {
      if (frame.type === 'upload')
        return { type: 'slot', id: frame.id, file: `f_${frame.name}`, ticket: 'ok', thumb: 'ok' }
      return frame.type === 'file' ? { ...frame, type: 'link', path: '/v1/files/a.b.c', expiresAt: 0 } : null
    }
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  })
  afterEach(() => scene.close())

  const attach = (...selectors: string[]) => ['desk-conversation', 'desk-composer', 'desk-attach', ...selectors]
  const send = () => get<HTMLButtonElement>(scene.desk, 'desk-conversation', 'desk-composer', '.send')

  it('go with a reply, without a word if need be', async () => {
    const list = new DataTransfer()
    list.items.add(new File(['label'], 'label.pdf'))
    const input = get<HTMLInputElement>(scene.desk, ...attach('input'))
    input.files = list.files
    input.dispatchEvent(new Event('change'))
    await until(() => find(scene.desk, ...attach('.muted')), 'it has arrived')
    await scene.settle()
    // Colours are measured at rest.
    await new Promise((done) => setTimeout(done, 500))
    expect(await violations()).to.deep.equal([])
    send().click()
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: '', files: ['f_label.pdf'] }])
    await scene.settle()
    expect(find(scene.desk, ...attach('li'))).to.equal(null)
  })

  it('of the customer are shown and can be downloaded', async () => {
    const picture = {
      id: 'f_1',
      name: 'photo.jpg',
      type: 'image/jpeg',
      bytes: 9_000,
      width: 64,
      height: 48,
      thumb: true,
    }
    const files = [picture, { id: 'f_2', name: 'invoice.pdf', type: 'application/pdf', bytes: 90_211 }]
    scene.session('s1').set({ events: new LogWriter().add('message', NOW, CUSTOMER, { text: '', files }).events })
    await scene.settle()
    const inLog = (...selectors: string[]) => ['desk-conversation', 'desk-log', 'desk-files', ...selectors]
    await until(() => find(scene.desk, ...inLog('.picture img')), 'the picture is shown')
    expect(get(scene.desk, ...inLog('.picture img')).getAttribute('src')).to.match(/^blob:/)
    expect(get(scene.desk, ...inLog('.picture')).getAttribute('aria-label')).to.equal('Open photo.jpg')
    expect(textOf(get(scene.desk, ...inLog('.card .about')))).to.contain('invoice.pdf')
    expect(find(scene.desk, 'desk-conversation', 'desk-log', '.bubble')).to.equal(null)
    expect(await violations()).to.deep.equal([])
  })
})

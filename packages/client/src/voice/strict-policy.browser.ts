import { expect } from 'chai'
import { WORKLETS } from './worklets.ts'

/** A page whose policy allows scripts of its own origin and nothing else. */
async function aStrictPage(): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe')
  frame.src = '/testing/voice/strict'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
  document.body.append(frame)
  await loaded
  return frame.contentWindow as Window & typeof globalThis
}

const isLoaded = (page: typeof globalThis, url: string): Promise<boolean> =>
  new page.AudioContext().audioWorklet.addModule(url).then(
    () => true,
    () => false,
  )

describe('a page with a strict policy', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })

  it('loads both worklets, which are files', async () => {
    const page = await aStrictPage()
    expect(await isLoaded(page, WORKLETS.capture)).to.equal(true)
    expect(await isLoaded(page, WORKLETS.player)).to.equal(true)
  })

  it('starts the worker, which is one, too', async () => {
    const page = await aStrictPage()
    const worker = new page.Worker(WORKLETS.media, { type: 'module' })
    const news = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = () => reject(new Error('It does not start.'))
    })
    expect(news).to.deep.equal({ kind: 'ready' })
    worker.terminate()
  })

  it('would load none from memory', async () => {
    const page = await aStrictPage()
    const blob = page.URL.createObjectURL(new Blob(['registerProcessor'], { type: 'text/javascript' }))
    expect(await isLoaded(page, blob)).to.equal(false)
    expect(await isLoaded(page, 'data:text/javascript,1')).to.equal(false)
  })
})

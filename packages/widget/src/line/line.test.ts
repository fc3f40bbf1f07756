import { expect } from 'chai'
import { find, findAll, mount, settled, unmountAll, until } from '../testing/mount.ts'

/** What the page has loaded, by the end of its address. */
const hasLoaded = (ending: string): boolean =>
  performance.getEntriesByType('resource').some(({ name }) => new URL(name).pathname.endsWith(ending))

describe('the line', () => {
  afterEach(unmountAll)

  it('is not loaded before the chat is opened, and what is written meanwhile goes out when it is there', async () => {
    expect(hasLoaded('/line/dial.ts')).to.equal(false)
    const { widget } = await mount({}, { open: false })
    widget.dial = null
    widget.gateway = 'http://127.0.0.1:9'
    await settled(widget)
    expect(hasLoaded('/line/dial.ts')).to.equal(false)
    widget.open()
    await settled(widget)
    const field = find('textarea', widget) as HTMLTextAreaElement
    field.value = 'hello'
    field.dispatchEvent(new Event('input'))
    find('form', widget).dispatchEvent(new Event('submit', { cancelable: true }))
    await until(() => hasLoaded('/line/dial.ts'), 'what dials is loaded')
    await until(
      () =>
        findAll('.text, [part~="message"], li, p', widget.shadowRoot as ParentNode).some((each) =>
          each.textContent?.includes('hello'),
        ),
      'the message is in the log, waiting for the gateway',
    )
    expect(field.value).to.equal('')
  })
})

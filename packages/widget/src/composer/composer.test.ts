import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { find, mount, settled, textOf, unmountAll } from '../testing/mount.ts'

const type = (field: HTMLElement, text: string): void => {
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('Not a text field.')
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

const enter = (field: HTMLElement, init: KeyboardEventInit = {}): boolean =>
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))

describe('composer', () => {
  afterEach(unmountAll)

  it('sends on Enter, trims, and empties the field', async () => {
    const { widget, session } = await mount()
    const field = find('textarea', widget)
    field.focus()
    await sendKeys({ type: '  Hello  ' })
    await sendKeys({ press: 'Enter' })
    expect(session.sent).to.deep.equal([{ kind: 'message', text: 'Hello' }])
    expect(find('textarea', widget)).to.have.property('value', '')
  })

  it('breaks the line on Shift+Enter', async () => {
    const { widget, session } = await mount()
    find('textarea', widget).focus()
    await sendKeys({ type: 'one' })
    await sendKeys({ press: 'Shift+Enter' })
    await sendKeys({ type: 'two' })
    expect(session.sent).to.have.length(0)
    expect(find('textarea', widget)).to.have.property('value', 'one\ntwo')
  })

  it('does not send the Enter that ends a composition', async () => {
    const { widget, session } = await mount()
    const field = find('textarea', widget)
    type(field, '你好')
    enter(field, { isComposing: true })
    enter(field, { keyCode: 229 })
    expect(session.sent).to.have.length(0)
    enter(field)
    expect(session.sent).to.have.length(1)
  })

  it('counts near the end, and holds back what is too long', async () => {
    const { widget, session } = await mount()
    const field = find('textarea', widget)
    type(field, 'x'.repeat(3_990))
    await settled(widget)
    expect(textOf('#count', widget)).to.deep.equal(['10 characters left'])
    type(field, 'x'.repeat(4_001))
    await settled(widget)
    expect(textOf('#count', widget)).to.deep.equal(['1 character too many'])
    expect(field.getAttribute('aria-invalid')).to.equal('true')
    enter(field)
    expect(session.sent).to.have.length(0)
  })

  it('says when someone types, and when they stop', async () => {
    const { widget, session } = await mount()
    const field = find('textarea', widget)
    type(field, 'Hel')
    type(field, '')
    expect(session.typed).to.deep.equal([true, false])
  })

  it('grows with the text up to a limit', async () => {
    const { widget } = await mount()
    const field = find('textarea', widget)
    const before = field.offsetHeight
    type(field, 'a\nb\nc')
    await settled(widget)
    expect(field.offsetHeight).to.be.greaterThan(before + 20)
    type(field, 'a\n'.repeat(60))
    await settled(widget)
    expect(field.offsetHeight).to.be.at.most(144)
  })
})

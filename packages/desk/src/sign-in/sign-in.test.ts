import { expect } from 'chai'
import { all, focused, get, textOf } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('sign-in', () => {
  let scene: Stage

  const submit = async (values: Record<string, string>) => {
    const form = get<HTMLFormElement>(scene.desk, 'desk-sign-in', 'form')
    for (const [name, value] of Object.entries(values)) {
      get<HTMLInputElement>(scene.desk, 'desk-sign-in', `[name=${name}]`).value = value
    }
    form.requestSubmit()
    await scene.settle()
  }

  beforeEach(async () => {
    scene = await stage({ signedIn: false, workspace: 'lantern' })
  })
  afterEach(() => scene.close())

  it('fills in the workspace of the address', () => {
    expect(get<HTMLInputElement>(scene.desk, 'desk-sign-in', '[name=workspace]').value).to.equal('lantern')
  })

  it('opens the workspace with the right password', async () => {
    await submit({ email: 'lin@lantern.example', password: 'secret' })
    expect(scene.api.logins).to.deep.equal([{ workspace: 'lantern', email: 'lin@lantern.example', password: 'secret' }])
    expect(focused()).to.equal(get(scene.desk, 'desk-inbox', '#offers'))
  })

  const sentences = [
    ['unauthenticated', 'Email or password do not match this workspace.'],
    ['request_malformed', 'Check the workspace and the email address.'],
    ['rate_limited', 'Too many attempts. Wait a moment, then try again.'],
    ['network', 'The gateway cannot be reached. Check the connection.'],
  ] as const
  for (const [code, sentence] of sentences) {
    it(`says what ${code} means`, async () => {
      scene.api.refusal = problem(code)
      await submit({ email: 'lin@lantern.example', password: 'wrong' })
      expect(textOf(get(scene.desk, 'desk-sign-in', '[role=alert]'))).to.equal(sentence)
      expect(get<HTMLInputElement>(scene.desk, 'desk-sign-in', '[name=email]').value).to.equal('lin@lantern.example')
    })
  }

  it('speaks the language that is chosen, and remembers it', async () => {
    all(scene.desk, 'desk-sign-in', '.language button')[2]?.click()
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-sign-in', 'h1'))).to.equal('登入客服工作台')
    expect(document.documentElement.lang).to.equal('zh-TW')
    expect(scene.store.state.preferences.locale).to.equal('zh-TW')
  })

  it('says so when the sign-in has run out', async () => {
    await submit({ email: 'lin@lantern.example', password: 'secret' })
    scene.floor.set({ connection: 'refused', problem: problem('unauthenticated') })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-sign-in', '[role=alert]'))).to.equal(
      'You were signed out. Sign in again to go on.',
    )
  })
})

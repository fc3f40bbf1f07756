import { setTimeout as sleep } from 'node:timers/promises'
import { AUDIO_KINDS } from '@baton/protocol'
import { CHROMIUM_FLAGS, chromium } from '@baton/scripts/chromium'
import { type Browser, chromium as engine } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { Agent } from '../agent.ts'
import { Visitor } from '../visitor.ts'
import { Caller } from './caller.ts'

const PATIENCE_MS = 30_000
/** Of a call, so that there is something to listen to again. */
const RECORDED_MS = 1_500

let browser: Browser
beforeAll(async () => {
  // A microphone that hums, and nobody to ask for it.
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  browser = await engine.launch({ executablePath: chromium(), args: [...CHROMIUM_FLAGS, ...microphone] })
})
afterAll(() => browser.close())

test('a call is answered at the desk with one key, held, wrapped up, and listened to again', async () => {
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(0)
  const visitor = new Visitor('en')
  await visitor.say('How long does delivery take?')
  const caller = await Caller.call(visitor)
  await vi.waitFor(() => expect(caller.phase).toBe('bot'), PATIENCE_MS)
  caller.agreesToBeRecorded()
  visitor.session.send({ kind: 'handoff.request' })

  await agent.sees(/On a call, waiting/)
  await agent.sees('How long does delivery take?')
  await agent.acceptByKey()
  await agent.sees('On the line')
  await agent.sees('This call is recorded.')
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
  await sleep(RECORDED_MS)

  await phone.getByRole('button', { name: 'Hang up' }).click()
  await vi.waitFor(
    () => expect(caller.frames.at(-1)?.type === 'bye' || caller.phase === 'ended').toBe(true),
    PATIENCE_MS,
  )
  await phone.getByRole('textbox', { name: 'Note for colleagues' }).fill('sent the form')
  await phone.getByRole('button', { name: 'Done' }).click()
  await agent.sees('After the call: Settled. sent the form')
  await phone.waitFor({ state: 'detached' })

  const recording = agent.page.locator('desk-recording')
  await recording.getByRole('button', { name: 'Play the recording' }).click()
  await vi.waitFor(async () => {
    const played = await recording.locator('audio').evaluate(({ currentTime, duration, error }: HTMLAudioElement) => {
      return { isHeard: error === null && currentTime > 0.5, seconds: duration }
    })
    expect(played.isHeard).toBe(true)
    expect(played.seconds).toBeGreaterThan(1)
  }, PATIENCE_MS)
  await agent.end('Alt+r', 'The form is sent.')

  caller.leave()
  visitor.leave()
  await agent.leave()
})

test('an agent passes a call on and stays until the colleague knows: both hear the customer, and one of them goes', async () => {
  const lin = await Agent.open(browser, 'en')
  await lin.signIn(0)
  const visitor = new Visitor('en')
  await visitor.say('How long does delivery take?')
  const caller = await Caller.call(visitor)
  await vi.waitFor(() => expect(caller.phase).toBe('bot'), PATIENCE_MS)
  visitor.session.send({ kind: 'handoff.request' })
  await lin.acceptByKey()
  await lin.sees('On the line')
  await vi.waitFor(() => expect(caller.phase).toBe('agent'), PATIENCE_MS)

  const chen = await Agent.open(browser, 'en')
  await chen.signIn(1)
  const names = inject('product').agents.map(({ name }) => name)
  const phones = [lin, chen].map(({ page }) => page.locator('desk-softphone'))
  await phones[0]?.getByRole('button', { name: 'Pass on' }).click()
  await lin.page.getByRole('radio', { name: names[1] ?? '' }).check()
  await lin.page.getByRole('checkbox', { name: 'Stay on the line until they know' }).check()
  await lin.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await chen.acceptByKey()
  await chen.sees(`${names[0]} is still on the line.`)
  await lin.sees(`${names[1]} has the call. You are still on the line.`)
  const from = caller.heard.length
  await vi.waitFor(() => {
    const tracks = caller.heard.slice(from).filter(({ kind }) => kind === 'audio')
    expect(new Set(tracks.map(({ track }) => track)), 'the customer hears both').toEqual(
      new Set(['agent', 'colleague']),
    )
  }, PATIENCE_MS)

  // With both muted, all there is to be heard is the customer.
  for (const { page } of [lin, chen]) await page.keyboard.press('Alt+m')
  for (const hums of [false, true]) {
    caller.hum(hums)
    await vi.waitFor(async () => {
      const levels = await Promise.all(
        phones.map((phone) => phone.locator('desk-meter').nth(1).getAttribute('aria-valuenow')),
      )
      expect(levels.map((level) => Number(level) > 0)).toEqual([hums, hums])
    }, PATIENCE_MS)
  }

  await phones[0]?.getByRole('button', { name: 'Leave the call' }).click()
  await vi.waitFor(() => expect(caller.state).toMatchObject({ phase: 'agent' }), PATIENCE_MS)
  await vi.waitFor(() => expect(caller.state?.beside).toBeUndefined(), PATIENCE_MS)
  expect(visitor.session.snapshot.view?.call?.status).toBe('live')
  await phones[1]?.getByRole('button', { name: 'Hang up' }).click()
  for (const phone of phones) {
    await phone.getByRole('button', { name: 'Done' }).click()
    await phone.waitFor({ state: 'detached' })
  }
  await chen.end('Alt+r', 'It is on its way.')
  await vi.waitFor(() => expect(visitor.holder).toBe('bot'), PATIENCE_MS)

  caller.leave()
  visitor.leave()
  await lin.leave()
  await chen.leave()
})

test('an agent who wants a word before is told who it is, and goes on by any key', async () => {
  const agent = await Agent.open(browser, 'en')
  await agent.signIn(0)
  await agent.page.getByRole('button', { name: 'Settings' }).click()
  await agent.page.getByLabel('Say a sentence about the customer before a call is put through').check()
  await agent.page.keyboard.press('Escape')
  const visitor = new Visitor('en')
  await visitor.say('How long does delivery take?')
  const caller = await Caller.call(visitor)
  await vi.waitFor(() => expect(caller.phase).toBe('bot'), PATIENCE_MS)
  visitor.session.send({ kind: 'handoff.request' })
  await agent.acceptByKey()
  await agent.sees(/About the customer:\s+English, calm: How long does delivery take/)
  const phone = agent.page.locator('desk-softphone')
  await agent.page.keyboard.press('x')
  await vi.waitFor(() => expect(caller.phase).toBe('agent'), PATIENCE_MS)
  await vi.waitFor(() => expect(caller.heard.some(({ track }) => track === 'agent')).toBe(true), PATIENCE_MS)

  await phone.getByRole('button', { name: 'Hang up' }).click()
  await phone.getByRole('button', { name: 'Done' }).click()
  await phone.waitFor({ state: 'detached' })
  await agent.end('Alt+r', 'Sorry about that.')
  await vi.waitFor(() => expect(visitor.holder).toBe('bot'), PATIENCE_MS)
  caller.leave()
  visitor.leave()
  await agent.leave()
})

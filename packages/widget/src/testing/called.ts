import type { SessionSnapshot } from '@baton/client'
import type { BatonWidget } from '../widget/widget.ts'
import { type FakeCall, fakeCalls } from './fake-call.ts'
import { VIEW } from './fake-session.ts'
import { findAll, type Mounted, mount, settled, until } from './mount.ts'

export const FACE = { id: 'mei', name: 'Mei' }
export const RINGING = {
  ...VIEW,
  call: { id: 'call_1', direction: 'out', channel: 'widget', status: 'ringing', at: 0, agent: FACE },
} as const

export interface Called extends Mounted {
  call: FakeCall
  placed: FakeCall[]
  asked: string[]
}

export const rootOf = (widget: BatonWidget): ParentNode => widget.shadowRoot as ParentNode
export const button = (text: string, widget: BatonWidget): HTMLElement => {
  const found = findAll('button', rootOf(widget)).find(
    (each) => each.textContent?.trim() === text || each.getAttribute('aria-label') === text,
  )
  if (!found) throw new Error(`No button says ${text}`)
  return found
}
export const has = (text: string, widget: BatonWidget): boolean =>
  findAll('button', rootOf(widget)).some(
    (each) => (each.textContent?.trim() === text || each.getAttribute('aria-label') === text) && !each.inert,
  )

/** A widget whose business takes calls. */
export const offered = async (snapshot: Partial<SessionSnapshot> = {}, open = true) => {
  const calls = fakeCalls()
  const mounted = await mount(snapshot, { placeCall: calls.placeCall, open })
  return { ...mounted, ...calls }
}

/** Tapped, and begun. */
export const called = async (snapshot: Partial<SessionSnapshot> = {}): Promise<Called> => {
  const mounted = await offered(snapshot)
  const { widget, placed } = mounted
  await until(() => has('Call', widget), 'calls are offered')
  button('Call', widget).click()
  await until(() => has('Begin the call', widget), 'what will be asked is told')
  button('Begin the call', widget).click()
  await settled(widget)
  const [call] = placed
  if (!call) throw new Error('No call was placed.')
  return { ...mounted, call }
}

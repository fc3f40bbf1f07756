import type { Locale, SessionSnapshot } from '@baton/client'
import type { PlaceCall } from '../call/model.ts'
import '../define.ts'
import type { BatonWidget } from '../widget/widget.ts'
import { dialFake, FakeSession } from './fake-session.ts'

export interface Mounted {
  widget: BatonWidget
  session: FakeSession
}

/** Waits until `condition` holds; fails with `what` after `forMs`. */
export const until = async (condition: () => unknown, what: string, forMs = 5_000): Promise<void> => {
  const end = performance.now() + forMs
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Every element with this selector, through open shadow roots. */
export const findAll = (selector: string, root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? findAll(selector, element.shadowRoot) : []),
  ])

export const find = (selector: string, widget: BatonWidget): HTMLElement => {
  const found = findAll(selector, widget.shadowRoot as ParentNode)[0]
  if (!found) throw new Error(`Nothing matches ${selector}`)
  return found
}

export const textOf = (selector: string, widget: BatonWidget): string[] =>
  findAll(selector, widget.shadowRoot as ParentNode).map(
    (element) => element.textContent?.trim().replace(/\s+/g, ' ') ?? '',
  )

/** Lets the widget and its parts render. */
export const settled = async (widget: BatonWidget): Promise<void> => {
  for (let round = 0; round < 4; round += 1) {
    await widget.updateComplete
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** An opened widget on a fake session; removed by `unmountAll`. */
export const mount = async (
  snapshot: Partial<SessionSnapshot> = {},
  {
    locale = 'en' as Locale,
    open = true,
    answer = (() => null) as FakeSession['answer'],
    placeCall = null as PlaceCall | null,
  } = {},
): Promise<Mounted> => {
  const session = new FakeSession(snapshot)
  session.answer = answer
  const widget = document.createElement('baton-widget')
  const dial = dialFake(session, undefined, placeCall !== null)
  Object.assign(widget, { siteKey: 'pk_test', locale, dial, opened: open, placeCall })
  document.body.append(widget)
  await until(() => widget.shadowRoot?.querySelector('section'), 'the widget speaks')
  await settled(widget)
  return { widget, session }
}

export const unmountAll = (): void => {
  for (const widget of document.querySelectorAll('baton-widget')) widget.remove()
  localStorage.clear()
  sessionStorage.clear()
}

import type { BatonWidget } from './widget/widget.ts'

type Call = ArrayLike<unknown>
/** The page's command: `Baton('open')`, `Baton('identify', fn)`, `Baton('on', 'message', listener)` … */
interface Baton {
  (...call: unknown[]): unknown
  /** Calls made before the loader ran. */
  q?: Call[]
  /** Set by the loader, so that a second tag on the page adds nothing. */
  loaded?: true
}

const page = window as typeof window & { Baton?: Baton }

const run = (widget: BatonWidget, name: unknown, argument: unknown): unknown => {
  switch (name) {
    case 'open':
    case 'close':
    case 'toggle':
    case 'show':
    case 'hide':
    case 'shutdown':
      return widget[name]()
    case 'open-call':
      return widget.openCall()
    case 'identify':
      return widget.identify(
        typeof argument === 'function' ? (argument as () => Promise<string | null>) : async () => String(argument),
      )
    case 'locale':
      widget.locale = String(argument)
      return
    default:
      console.warn(`Baton: there is no command "${String(name)}".`)
  }
}

/** Events can be listened to before the element works. Returns what stops listening. */
const listen = (element: Element, name: unknown, listener: unknown): (() => void) => {
  const type = `baton-${String(name)}`
  const handler = listener as EventListener
  element.addEventListener(type, handler)
  return () => element.removeEventListener(type, handler)
}

const load = (script: HTMLScriptElement): void => {
  const here = new URL(script.src)
  const element = document.querySelector('baton-widget') ?? document.createElement('baton-widget')

  // What the page wrote on its own element stays.
  const { siteKey, locale, brand, gateway = here.origin } = script.dataset
  for (const [name, value] of Object.entries({ 'site-key': siteKey, locale, brand, gateway }))
    if (value && !element.hasAttribute(name)) element.setAttribute(name, value)

  // One after another: `identify` waits until a `shutdown` before it has forgotten the device.
  let last: Promise<unknown> = customElements.whenDefined('baton-widget')
  const baton: Baton = (name, ...rest) => {
    if (name === 'on') return listen(element, rest[0], rest[1])
    last = last
      .then(() => run(element as BatonWidget, name, rest[0]))
      .catch((error: unknown) => console.error(`Baton: "${String(name)}" failed.`, error))
  }
  baton.loaded = true
  // An element whose id is `Baton` would stand here as well; calls are kept by the page's own function only.
  const early = typeof page.Baton === 'function' ? (page.Baton.q ?? []) : []
  page.Baton = baton
  for (const call of Array.from(early)) baton(...Array.from(call))

  const place = (): void => {
    if (!element.isConnected) document.body.append(element)
  }
  if (document.body) place()
  else document.addEventListener('DOMContentLoaded', place, { once: true })

  import(new URL('shell.js', here).href).catch((error: unknown) =>
    console.error('Baton: the chat could not be loaded.', error),
  )
}

if (page.Baton?.loaded !== true && document.currentScript instanceof HTMLScriptElement) load(document.currentScript)

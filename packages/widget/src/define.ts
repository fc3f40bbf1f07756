import { VERSION } from './version.ts'
import { BatonWidget } from './widget/widget.ts'

const known = customElements.get('baton-widget') as (CustomElementConstructor & { version?: string }) | undefined

if (!known) {
  BatonWidget.version = VERSION
  customElements.define('baton-widget', BatonWidget)
} else if (known.version !== VERSION) {
  console.warn(`<baton-widget> ${known.version ?? '(unknown version)'} is registered already; ${VERSION} stays unused.`)
}

export { BatonWidget }

// A page that does to everything on it what pages do: hides, wraps, adds and listens in.
window.violations = []
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
})
window.failures = []
window.addEventListener('error', (event) => window.failures.push(event.message))
window.addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)))

const sweeping = new CSSStyleSheet()
sweeping.replaceSync(`
  body * {
    display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important;
    position: static !important; transform: scale(0) !important; font-size: 0 !important; color: transparent !important;
  }
  * { box-sizing: content-box !important; all: unset; }
`)
document.adoptedStyleSheets = [sweeping]

// A registry that is wrapped, as polyfills wrap it.
const define = CustomElementRegistry.prototype.define
CustomElementRegistry.prototype.define = function (name, element, options) {
  return define.call(this, name, element, options)
}
Object.defineProperty(Array.prototype, 'last', { enumerable: true, value: () => 'last' })
Object.defineProperty(Object.prototype, 'inherited', { enumerable: true, value: 'inherited', writable: true })

// Every look at a field of the page, and every wish to hear its keys, is noted.
window.looks = []
for (const name of ['value', 'defaultValue', 'files', 'checked']) {
  for (const { prototype } of [HTMLInputElement, HTMLTextAreaElement]) {
    const own = Object.getOwnPropertyDescriptor(prototype, name)
    if (!own?.get) continue
    Object.defineProperty(prototype, name, {
      ...own,
      get() {
        if (this.getRootNode() === document) window.looks.push(`${this.name}.${name}`)
        return own.get.call(this)
      },
    })
  }
}
window.listening = []
const listen = EventTarget.prototype.addEventListener
EventTarget.prototype.addEventListener = function (type, ...rest) {
  if (this === window || this === document || this === document.documentElement || this === document.body)
    window.listening.push(type)
  return listen.call(this, type, ...rest)
}

import { html } from 'hono/html'
import { type Customer, customers } from '../data/customers.ts'
import { type FaultMode, faultModes } from '../fault.ts'
import { type Locale, localeNames, locales, type Text } from '../locale.ts'

/** HTML that is already escaped. */
export type Html = ReturnType<typeof html>

/** What every page is drawn from. */
export interface View {
  locale: Locale
  text: Text
  url: URL
  /** Null: a guest. */
  customer: Customer | null
  fault: FaultMode
  widget: { src: string; siteKey: string }
}

export interface Page {
  title: string
  main: Html
}

const styles = ['base', 'frame', 'catalogue', 'orders']

export const layout = (view: View, page: Page): Html => {
  const { text, customer, widget } = view
  return html`<!doctype html>
<html lang="${view.locale}" data-customer="${customer?.id ?? ''}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="description" content="${text.tagline}">
    <title>${page.title === text.shop ? `${text.shop} · ${text.tagline}` : `${page.title} · ${text.shop}`}</title>
    <link rel="icon" href="/mark.svg" type="image/svg+xml">
    ${styles.map((name) => html`<link rel="stylesheet" href="/style/${name}.css">`)}
    <script defer src="/shop.js"></script>
    <script async src="${widget.src}" data-site-key="${widget.siteKey}"></script>
  </head>
  <body>
    <a class="skip" href="#main">${text.skip}</a>
    <header class="top">
      <a class="brand" href="/"><img src="/mark.svg" alt="" width="28" height="28">${text.shop}</a>
      <nav class="links" aria-label="${text.nav.label}">
        ${navLink(view, '/', text.nav.products)}
        ${navLink(view, '/orders', text.nav.orders)}
      </nav>
      ${demoMenu(view)}
    </header>
    <main id="main" tabindex="-1">${page.main}</main>
    <footer class="bottom">
      <p>${text.demo.note}</p>
      <nav class="links" aria-label="${text.language}">
        ${locales.map((locale) => languageLink(view, locale))}
      </nav>
    </footer>
  </body>
</html>`
}

const navLink = ({ url }: View, path: string, label: string): Html =>
  url.pathname === path
    ? html`<a href="${path}" aria-current="page">${label}</a>`
    : html`<a href="${path}">${label}</a>`

const languageLink = ({ url, locale: current }: View, locale: Locale): Html => {
  const query = new URLSearchParams(url.search)
  query.set('lang', locale)
  const href = `${url.pathname}?${query}`
  return locale === current
    ? html`<a href="${href}" lang="${locale}" hreflang="${locale}" aria-current="true">${localeNames[locale]}</a>`
    : html`<a href="${href}" lang="${locale}" hreflang="${locale}">${localeNames[locale]}</a>`
}

const demoMenu = ({ text, customer, fault, url }: View): Html => {
  // An order is one customer's; the list of orders is there for the next one too.
  const afterSignIn = url.pathname.startsWith('/orders/') ? '/orders' : url.pathname
  return html`<details class="demo">
        <summary>${customer ? customer.name : text.demo.guest}</summary>
        <div class="demo-panel">
          <form method="post" action="/sign-in">
            <input type="hidden" name="back" value="${afterSignIn}">
            <h2>${text.demo.signIn}</h2>
            ${customers.map(
              ({ id, name, tier }) =>
                html`<button name="customer" value="${id}" aria-pressed="${String(id === customer?.id)}">${name} <small>${tier}</small></button>`,
            )}
            <button name="customer" value="" aria-pressed="${String(customer === null)}">${text.demo.signOut}</button>
          </form>
          <form method="post" action="/demo/fault">
            <input type="hidden" name="back" value="${url.pathname}">
            <h2>${text.demo.system}</h2>
            <div class="segments">
              ${faultModes.map(
                (mode) =>
                  html`<button name="mode" value="${mode}" aria-pressed="${String(mode === fault)}">${text.demo.fault[mode]}</button>`,
              )}
            </div>
          </form>
        </div>
      </details>`
}

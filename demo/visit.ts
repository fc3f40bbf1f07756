import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { getCookie, setCookie } from 'hono/cookie'
import { type Customer, customerById } from './data/customers.ts'
import { isLocale, type Locale, locales } from './locale.ts'

// Cookies ignore ports, and other servers of this machine share the host: the names are the shop's own.
const CUSTOMER = 'harbour_customer'
const LOCALE = 'harbour_lang'
const YEAR = 365 * 24 * 3600

const kept = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: YEAR } as const

/** `?lang=` wins and is remembered; then the cookie; then what the browser prefers. */
export function localeOf(c: Context): Locale {
  const asked = c.req.query('lang')
  if (isLocale(asked)) {
    setCookie(c, LOCALE, asked, kept)
    return asked
  }
  const remembered = getCookie(c, LOCALE)
  if (isLocale(remembered)) return remembered
  return accepts(c, {
    header: 'Accept-Language',
    supports: [...locales],
    default: 'en',
    match: (preferred) => {
      for (const { type } of preferred.toSorted((a, b) => b.q - a.q)) {
        const found = closest(type)
        if (found) return found
      }
      return 'en'
    },
  }) as Locale
}

/** By language and script, so that zh-HK reads traditional and zh-SG simplified. */
function closest(tag: string): Locale | null {
  if (tag === '*') return null
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN'
    return language === 'en' ? 'en' : null
  } catch {
    // A browser may send anything; a tag that is none says nothing about the reader.
    return null
  }
}

/** Null: a guest. */
export const customerOf = (c: Context): Customer | null => customerById(getCookie(c, CUSTOMER) ?? '') ?? null

/** The cookie is no proof of anything: on this demo anybody may sign in as anybody. */
export const signIn = (c: Context, customer: Customer | undefined): void =>
  setCookie(c, CUSTOMER, customer?.id ?? '', customer ? kept : { ...kept, maxAge: 0 })

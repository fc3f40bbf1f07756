import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** What a careful shop sends: only its own files and the gateway's script and sockets, and no strings made into scripts. */
export function security(gateway: string): MiddlewareHandler {
  const sockets = gateway.replace(/^http/, 'ws')
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", gateway],
      styleSrc: ["'self'"],
      connectSrc: ["'self'", gateway, sockets],
      // The widget shows pictures of the conversation from memory.
      imgSrc: ["'self'", 'data:', 'blob:'],
      // The sound of a call has a thread of its own; without these two it shares the page's.
      workerSrc: ['blob:'],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['baton', 'baton-voice'],
    },
    // The demo is served without TLS on this machine only.
    strictTransportSecurity: false,
    // With `no-referrer` browsers send `Origin: null` with the shop's own forms.
    referrerPolicy: 'strict-origin-when-cross-origin',
    xXssProtection: false,
  })
}

/** For a page that needs no script and nobody else's files. */
export const ownPage: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: false,
  referrerPolicy: 'strict-origin-when-cross-origin',
  xXssProtection: false,
})

/** Browsers name the page a POST comes from; another site's is refused, whatever its content type. */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin')
  if (c.req.method === 'POST' && origin && origin !== new URL(c.req.url).origin) {
    return c.json({ code: 'forbidden' }, 403)
  }
  return next()
}

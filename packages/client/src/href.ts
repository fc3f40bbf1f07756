const SCHEMES = new Set(['https:', 'mailto:', 'tel:'])

/**
 * The address a link may carry, or null. Only https, mailto and tel; never a user name before the host, which can make
 * one site read like another. `base` lets an operator's citation be relative to the page; then
 * it may be http too, if the page is.
 */
export const safeHref = (address: string, base?: string): string | null => {
  const url = URL.parse(address, base)
  if (!url || url.username || url.password) return null
  if (SCHEMES.has(url.protocol)) return url.href
  return base && url.protocol === 'http:' && url.origin === new URL(base).origin ? url.href : null
}

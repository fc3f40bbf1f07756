const BROUGHT = /(?:^#|&)baton-link=([^&]{1,40})/

/** The code with which a page was opened from a chat. It is out of the address bar, and of the history, before anything else. */
export function takeBroughtCode(): string | null {
  const [match, code] = BROUGHT.exec(location.hash) ?? []
  if (match === undefined || code === undefined) return null
  const rest = location.hash.replace(match, match.startsWith('#') ? '#' : '').replace(/^#&?/, '')
  history.replaceState(history.state, '', `${location.pathname}${location.search}${rest && `#${rest}`}`)
  try {
    return decodeURIComponent(code)
  } catch {
    return null
  }
}

/** The code with which a page was opened from a chat. It is out of the address bar, and of the history, before anything else. */
export function takeBroughtCode(): string | null {
  const [, code] = /[#&]baton-link=([^&]+)/.exec(location.hash) ?? []
  if (!code) return null
  const rest = location.href.replace(/([#&])baton-link=[^&]*&?/, '$1').replace(/[#&]$/, '')
  history.replaceState(history.state, '', rest)
  return code
}

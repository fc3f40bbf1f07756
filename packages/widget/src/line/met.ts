const key = (siteKey: string): string => `baton:met:${siteKey}`

/** Whether this device has opened the chat before: only then a page load connects, so that passers-by cost nothing. */
export const hasMet = (siteKey: string): boolean => {
  try {
    return localStorage.getItem(key(siteKey)) !== null
  } catch {
    // Storage is blocked: the chat connects when it is opened.
    return false
  }
}

export const setMet = (siteKey: string, met: boolean): void => {
  try {
    if (met) localStorage.setItem(key(siteKey), '1')
    else localStorage.removeItem(key(siteKey))
  } catch {
    // Storage is blocked: see `hasMet`.
  }
}

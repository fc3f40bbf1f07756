/** Where in a browser the microphone is allowed differs by these. */
export type BrowserKind = 'ios' | 'android' | 'firefox' | 'safari' | 'chromium'

export const browserKind = (
  agent: string = navigator.userAgent,
  touchPoints: number = navigator.maxTouchPoints,
): BrowserKind => {
  // An iPad says that it is a Mac; no Mac has a screen to touch.
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1)) return 'ios'
  if (/Android/.test(agent)) return 'android'
  if (/Firefox\//.test(agent)) return 'firefox'
  return /Safari\//.test(agent) && !/Chrom(e|ium)\//.test(agent) ? 'safari' : 'chromium'
}

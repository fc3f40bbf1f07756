import type { DeviceSeen } from '@baton/protocol'

/** What stands behind this says nothing that is asked here. */
const MOST_CHARS = 512

type Browser = DeviceSeen['browser']

/** The first that is found names it: nearly everybody says that they are Chrome, and Chrome that it is Safari. */
const FAMILIES: readonly (readonly [RegExp, Browser])[] = [
  [/MicroMessenger\//, 'wechat'],
  [/AlipayClient\//, 'alipay'],
  [/MQQBrowser\/|QQBrowser\/|\bQQ\//, 'qq'],
  [/UCBrowser\/|UCWEB/, 'uc'],
  [/HuaweiBrowser\//, 'huawei'],
  [/MiuiBrowser\//, 'xiaomi'],
  [/SamsungBrowser\//, 'samsung'],
  [/\bEdg(?:e|A|iOS)?\//, 'edge'],
  [/\bOPR\/|OPT\//, 'opera'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrome\/|CriOS\//, 'chrome'],
  [/Version\/[\d.]+ .*Safari\//, 'safari'],
]

/**
 * What a page was opened with, by what its request says of itself anyway: the kind of the device and the browser's family, and
 * nothing by which two of a kind could be told apart. An iPad that asks for pages of a computer is one. Null: nothing of it is known.
 */
export function deviceSeen(headers: Headers): DeviceSeen | null {
  const agent = (headers.get('user-agent') ?? '').slice(0, MOST_CHARS)
  const kind = kindOf(agent, headers.get('sec-ch-ua-mobile'))
  return kind && { kind, browser: FAMILIES.find(([family]) => family.test(agent))?.[1] ?? 'other' }
}

/** @param mobile the client hint, where a browser gives it: `?1` is a phone, and `?0` anything else. */
function kindOf(agent: string, mobile: string | null): DeviceSeen['kind'] | null {
  if (/iPad|Tablet|PlayBook/.test(agent)) return 'tablet'
  if (/iPhone|iPod|Windows Phone/.test(agent)) return 'phone'
  if (/Android|HarmonyOS|OpenHarmony/.test(agent))
    return mobile === '?1' || /\bMobile\b|\bPhone\b/.test(agent) ? 'phone' : 'tablet'
  if (/Windows NT|Macintosh|X11|CrOS|Linux/.test(agent)) return mobile === '?1' ? 'phone' : 'computer'
  return null
}

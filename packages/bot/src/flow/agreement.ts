import type { Locale, Option } from '@baton/protocol'

const YES = { en: 'Yes, please', 'zh-CN': '确认', 'zh-TW': '確認' } as const satisfies Record<Locale, string>
const NO = { en: 'No', 'zh-CN': '不是', 'zh-TW': '不是' } as const satisfies Record<Locale, string>

/** The buttons under a question that yes or no answers. */
export const agreement = (locale: Locale): Option[] => [YES[locale], NO[locale]].map((text) => ({ label: text, text }))

import { z } from 'zod'

export const DEVICE_KINDS = ['phone', 'tablet', 'computer'] as const
/** Families, the apps that open pages themselves among them. `other`: none of these. */
export const BROWSERS = [
  'chrome',
  'safari',
  'firefox',
  'edge',
  'opera',
  'samsung',
  'huawei',
  'xiaomi',
  'uc',
  'qq',
  'wechat',
  'alipay',
  'other',
] as const

/** What a customer came with, as coarsely as it helps: no version, no model, nothing that tells two of a kind apart. */
export const deviceSeen = z.object({ kind: z.enum(DEVICE_KINDS), browser: z.enum(BROWSERS) })
export type DeviceSeen = z.infer<typeof deviceSeen>

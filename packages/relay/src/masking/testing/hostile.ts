import { DETECTORS, redact } from '../index.ts'

const CHARS = 64 * 1024

/** Pieces that cost most when they are repeated. */
export const HOSTILE: readonly string[] = [
  '4',
  '4 ',
  '4111 ',
  '4-',
  '四一',
  '四十',
  '四 嗯 ',
  '1洞',
  '④',
  '1️⃣',
  '4\u200b',
  '4\u0336',
  '1,234.',
  '(4)(',
  '2026-11-',
  'aaaaaaaa-',
  '@',
  'a@',
  'a@b.c',
  `${'a'.repeat(64)}@`,
  ' at a dot ',
  'a dot ',
  'http://a1 ',
  '+',
  '+1 415 867 ',
  '415-867-5309 ',
  '(02)2345-6789 ',
  '13812345678 ',
  'call 1234567 ',
  'call is is is is is is 1',
  'cvv is my ',
  '卡号号码号码号码号码号码号码',
  'password is ',
  'password !!!!!!',
  '密码',
  'DE89 3704 0044 ',
  'gb29',
  'g b 2 9 ',
  'A123456789 ',
  '%B4111111111111^',
  '4111111111111=',
  '[card ••••',
  'four one ',
  'double double ',
  'twenty  ',
  '11010519491231002X',
  '1'.padEnd(30),
  '𝟒',
  'cvv 4 4 4 4 4 pin 4 4 4 4 4 otp ',
  '4111 1111 1111 1111 cvv ',
  'http://a1 13812345678 ',
  'SO123456 +1 415 867 5309 ',
  '卡号 4 4 4 4 4 4 账号 医保 病历 ',
  '４',
  '　1',
  '😀1',
  '4\u200b\u200d ',
  '四，一。',
  '一三八一二三四五六七八',
  'Ａ１２３４５６７８９ ',
  '1.2.3.4 ',
  '1/1/1999 ',
  '4;1',
  '4 4 4 4 cvv',
  '4111-1111-1111-1111,',
  '4111 1111 1111 1111 12/27 123, ',
  'GB29 NWBK 6016 1331 9268 19 ',
  'four one one one ',
  'oh oh oh ',
  '护照 passport 病历号 ',
  '护照 A 1 passport 4 4 病历号 ',
  'a at b dot com ',
  'т@т.т',
]

/**
 * How long 64 KiB of each take at the door, as `clock` tells in milliseconds: the least of several readings, since other work
 * on the machine is not the door's. Each is read once before the next reading of all, so that a slow moment of the machine
 * meets none more than others.
 */
export function timesOf(parts: readonly string[], readings: number, clock: () => number): number[] {
  const texts = parts.map((part) => part.repeat(CHARS / part.length))
  const times = texts.map(() => Number.POSITIVE_INFINITY)
  for (let reading = 0; reading < readings; reading++) {
    texts.forEach((text, at) => {
      const before = clock()
      redact(text, DETECTORS, [/so\d{6,}/giu])
      times[at] = Math.min(times[at] ?? 0, clock() - before)
    })
  }
  return times
}

import { expect, test, vi } from 'vitest'
import { log, warn } from './log.ts'

test('T-32 a line of the log is one line of JSON, whatever somebody called themselves', () => {
  const lines: string[] = []
  const spy = vi.spyOn(console, 'warn').mockImplementation((line) => {
    lines.push(String(line))
  })
  const names = [
    'a\r\n{"level":"error","event":"forged"}',
    '\u001b[2J\u001b]0;owned\u0007',
    '\u009b31mred',
    'a\u2028b\u2029c\u0085d',
    '\u202egnp.exe',
    '\u0000\u007f',
    "=cmd|' /C calc'!A0",
  ]
  for (const name of names) log('warn', 'a.test', { name })
  spy.mockRestore()
  expect(lines).toHaveLength(names.length)
  for (const [at, line] of lines.entries()) {
    expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
    expect(JSON.parse(line)).toEqual({ level: 'warn', event: 'a.test', name: names[at] })
  }
})

test('T-32 of an error only its kind is said', () => {
  const spy = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  warn('a.test', new RangeError('4111 1111 1111 1111\nforged'))
  expect(spy).toHaveBeenCalledExactlyOnceWith('{"level":"warn","event":"a.test","error":"RangeError"}')
  spy.mockRestore()
})

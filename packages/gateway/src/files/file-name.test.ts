import { FILE_LIMITS } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName, nameFor } from './file-name.ts'

const clean = (raw: string): string => cleanName(raw, [])

test('an ordinary name stays, in any script', () => {
  for (const name of ['photo.jpg', '破损 照片 (2).png', 'ビル.pdf', 'naïve.txt']) expect(clean(name)).toBe(name)
})

test.each([
  ['T-27 a path', '..%2f..%2fetc/passwd', 'passwd'],
  ['T-27 an escaped path', '..%2f..%2fetc%2fpasswd', '_2f.._2fetc_2fpasswd'],
  ['T-27 a path of Windows', 'C:\\Users\\lin\\a.png', 'a.png'],
  ['T-27 a right-to-left override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['T-27 what is not seen', 'a\u200b\ufeff\u2028.p\u0000ng\r\n', 'a.png'],
  ['half a surrogate', 'a\ud800.png', 'a.png'],
  ['what a header or a disk would read', 'a"b;<c>|*?:.png', 'a_b;_c_____.png'],
  ['a hidden file', '.htaccess', 'htaccess'],
  ['a device', 'CON.txt', '_CON.txt'],
  ['nothing', ' .. ', 'file'],
])('%s', (_, raw, name) => {
  expect(clean(raw)).toBe(name)
})

test('T-06 a number in a name passes the masking door', () => {
  expect(clean('card 4111 1111 1111 1111.png')).toBe('card [card •••• 1111].png')
})

test('a long name loses its middle and keeps its ending', () => {
  const name = clean(`${'长'.repeat(400)}.png`)
  expect([...name]).toHaveLength(FILE_LIMITS.fileNameChars)
  expect(name).toMatch(/^长+…长+\.png$/)
})

test('a name ends as its bytes say', () => {
  expect(nameFor('a.jpeg', 'image/jpeg')).toBe('a.jpeg')
  expect(nameFor('a.PNG', 'image/png')).toBe('a.PNG')
  expect(nameFor('run.bat', 'text/plain')).toBe('run.bat.txt')
  expect(nameFor('page.html', 'image/png')).toBe('page.html.png')
  expect(nameFor('png', 'image/png')).toBe('png.png')
})

test('whatever a name is, it comes out short, visible and without a path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
      const name = nameFor(clean(raw), 'text/plain')
      expect([...name].length).toBeLessThanOrEqual(FILE_LIMITS.fileNameChars)
      expect(name).toMatch(/^[^\p{C}/\\<>:"|?*%]+\.(?:txt|log|md)$/u)
      expect(clean(clean(raw))).toBe(clean(raw))
    }),
    { numRuns: 2_000 },
  )
})

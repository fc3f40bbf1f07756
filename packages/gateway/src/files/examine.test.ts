import { FILE_LIMITS } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import type { Found } from './format/found.ts'
import { bytesOf, comment, exif, gif, gifComment, gifLoop, jpeg, pdf, png, webp } from './testing/specimens.ts'

const SCRIPT = '<script>alert(document.domain)</script>'
const PLACE = '31.2304'
/** What a file holds, as text, one character a byte. */
const heldBy = (found: Found): string => (found.ok ? String.fromCharCode(...found.bytes) : '')
const refused = (code: string) => ({ ok: false, code })

describe('what a file is', () => {
  test.each([
    ['image/png', png()],
    ['image/jpeg', jpeg()],
    ['image/gif', gif()],
    ['image/webp', webp()],
    ['application/pdf', pdf()],
    ['text/plain', new TextEncoder().encode('订单 SO1\r\n\tdone')],
  ])('%s is told by its bytes', (type, bytes) => {
    expect(examine(bytes)).toMatchObject({ ok: true, type })
  })

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['SVG after a byte order mark and blanks', '\ufeff \n<svg onload="alert(1)"/>'],
    ['HTML', `<!doctype html>${SCRIPT}`],
    ['XML', '<?xml version="1.0"?><svg/>'],
    ['a shell script', '#!/bin/sh\nrm -rf ~'],
    ['PostScript', '%!PS-Adobe'],
    ['nothing', ''],
    ['only blanks', ' \n\t'],
    ['text with NUL', 'a\0b'],
    ['text that moves the terminal', 'a\u001b[2J'],
  ])('T-27 %s is refused', (_, text) => {
    expect(examine(new TextEncoder().encode(text))).toEqual(refused('file_type_refused'))
  })

  test.each([
    ['a Windows program', bytesOf('MZ', [0x90, 0, 3, 0])],
    ['an ELF program', bytesOf([0x7f], 'ELF', [2, 1, 1, 0])],
    ['a ZIP, bomb or not', bytesOf('PK\x03\x04', [20, 0, 0, 0, 8, 0, 0xff, 0xff])],
    ['a GZIP', bytesOf([0x1f, 0x8b, 8, 0])],
    ['half a UTF-8 letter', bytesOf([0xe8, 0xae])],
    ['a PNG by its second half', png().subarray(1)],
  ])('T-27 %s is refused', (_, bytes) => {
    expect(examine(bytes)).toEqual(refused('file_type_refused'))
  })
})

describe('what of it is kept', () => {
  test('T-27 nothing after the end of the format: a polyglot is cut', () => {
    for (const whole of [png(), jpeg(), gif(), webp(), pdf()]) {
      const found = examine(bytesOf(whole, `\n${SCRIPT}`))
      expect(found).toMatchObject({ ok: true })
      expect(heldBy(found)).not.toContain('script')
    }
  })

  test('T-27 no text of a PNG, nor what would be unpacked', () => {
    const extra: [string, string][] = [
      ['tEXt', `Comment\0${SCRIPT}`],
      ['zTXt', 'bomb'],
      ['iTXt', 'XML:com.adobe.xmp'],
      ['eXIf', PLACE],
      ['iCCP', 'profile\0\0bomb'],
      ['tIME', '1234567'],
      ['acTL', '12345678'],
      ['sRGB', '\0'],
    ]
    const found = examine(png({ extra }))
    expect(found).toMatchObject({ ok: true, bytes: png({ extra: [['sRGB', '\0']] }) })
  })

  test('of a JPEG only which side is up: no place, no comment, no thumbnail', () => {
    const found = examine(jpeg({ extra: [exif(6), comment(SCRIPT), exif(3)] }))
    // On its side: as it is seen, it is 3 wide and 4 high.
    expect(found).toMatchObject({ ok: true, width: 3, height: 4 })
    expect(heldBy(found)).not.toMatch(/GPS|script|rgb/)
    const again = examine(found.ok ? found.bytes.slice() : new Uint8Array())
    expect(again).toEqual(found)
    expect(heldBy(found).match(/Exif/g)).toHaveLength(1)
    expect(heldBy(examine(jpeg({ extra: [exif(1)] })))).not.toContain('Exif')
  })

  test('of a GIF its loop, and no comment', () => {
    const found = examine(gif({ extra: [gifLoop, gifComment(SCRIPT)] }))
    expect(found).toMatchObject({ ok: true, bytes: gif({ extra: [gifLoop] }) })
  })

  test('of a WebP no Exif, no XMP, and no flag that says there is', () => {
    const found = examine(webp({ extra: [['EXIF', `GPS ${PLACE}`], ['XMP ', '<x/>'], ['zzzz', SCRIPT]] })) // biome-ignore format: one line each
    expect(found).toMatchObject({ ok: true, bytes: webp({ flags: 0 }), width: 2, height: 2 })
  })
})

describe('what is too large or damaged', () => {
  const side = Math.floor(Math.sqrt(FILE_LIMITS.picturePixels))

  test('T-27 a picture of 100 megapixels is refused, in every format, however small the file', () => {
    for (const picture of [png, jpeg, gif, webp]) {
      expect(examine(picture({ width: 10_000, height: 10_000 }))).toEqual(refused('picture_too_large'))
      expect(examine(picture({ width: side, height: side }))).toMatchObject({ ok: true, width: side, height: side })
    }
    expect(examine(png({ width: 0xffffffff, height: 0xffffffff }))).toEqual(refused('picture_too_large'))
  })

  test('a picture without a size is damaged', () => {
    for (const picture of [png, jpeg, gif]) expect(examine(picture({ width: 0 }))).toEqual(refused('file_damaged'))
  })

  test('whatever is cut off early is damaged, at every byte', () => {
    for (const whole of [
      png({ extra: [['tEXt', 'x']] }),
      jpeg({ extra: [exif(6)] }),
      gif({ extra: [gifLoop] }),
      webp(),
      pdf(),
    ]) {
      for (let length = 12; length < whole.length; length++) {
        expect(examine(whole.slice(0, length))).toEqual(refused('file_damaged'))
      }
    }
  })

  test('a second frame header, or a scan before the first, is damage', () => {
    const whole = jpeg()
    const frame = whole.slice(whole.indexOf(0xc0) - 1, whole.indexOf(0xda) - 1)
    expect(examine(jpeg({ extra: [frame] }))).toEqual(refused('file_damaged'))
  })
})

describe('whatever comes', () => {
  const whole = fc.constantFrom(
    png({ extra: [['tEXt', SCRIPT]] }),
    jpeg({ extra: [exif(6), comment('c')] }),
    gif({ extra: [gifLoop, gifComment('c')] }),
    webp({ extra: [['EXIF', 'x']] }),
    pdf(),
  )
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) })

  test('a damaged file never throws, never grows, and is the same when looked at again', () => {
    fc.assert(
      fc.property(whole, fc.array(change, { maxLength: 6 }), (file, changes) => {
        const bytes = file.slice()
        for (const { at, to } of changes) bytes[at % bytes.length] = to
        const found = examine(bytes)
        if (!found.ok) return
        expect(found.bytes.length).toBeLessThanOrEqual(file.length)
        expect(examine(found.bytes.slice())).toEqual({ ...found, bytes: found.bytes })
      }),
      { numRuns: 3_000 },
    )
  })

  test('any bytes behind any beginning', () => {
    const head = fc.constantFrom('\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF89a', 'RIFF\x20\0\0\0WEBP', '%PDF-', '')
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        expect(typeof examine(bytesOf(start, rest)).ok).toBe('boolean')
      }),
      { numRuns: 3_000 },
    )
  })

  test('T-18 it takes linear time, whatever it is made of', () => {
    /** A beginning, and then the same again and again. */
    const fill = (start: Uint8Array, again: Uint8Array): Uint8Array => {
      const bytes = new Uint8Array(4 * 1024 * 1024)
      bytes.set(again, start.length)
      for (let done = again.length; start.length + done < bytes.length; done *= 2) {
        bytes.copyWithin(start.length + done, start.length, Math.min(start.length + done, bytes.length - done))
      }
      bytes.set(start)
      return bytes
    }
    const emptyText = png({ extra: [['tEXt', '']] }).slice(33, 45)
    const worst = [
      fill(png().slice(0, 33), emptyText),
      fill(jpeg().slice(0, -2), bytesOf([0xff, 0])),
      fill(bytesOf([0xff, 0xd8, 0xff]), bytesOf([0xff])),
      fill(gif().slice(0, 19), gifComment('c')),
      fill(bytesOf('%PDF-'), bytesOf('%')),
      fill(bytesOf('a'), bytesOf('a')),
    ]
    const began = performance.now()
    for (const bytes of worst) examine(bytes)
    // A tenth of a second on a machine that does nothing else. What is not linear would take hours.
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})

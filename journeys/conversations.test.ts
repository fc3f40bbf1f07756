import { readFile } from 'node:fs/promises'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import type { Lang } from './customer.ts'
import { Visitor } from './visitor.ts'

/** As `eval/conversations` has them; what is said there of intents, flows and rules is looked at there. */
interface Line {
  say?: string
  does?: string | string[]
  says?: string | string[]
  never?: string | string[]
}
interface Script {
  name: string
  locale: Lang
  customer?: object
  flagged?: string[]
  lines: (Line & Record<string, unknown>)[]
}

const read = async (file: string): Promise<Script[]> =>
  parse(await readFile(new URL(`../eval/conversations/${file}.yaml`, import.meta.url), 'utf8'))
/** Guests who only write: the others need an agent, a clock or a shop of their own. */
const isPlain = ({ customer, flagged, lines }: Script): boolean =>
  !customer && !flagged && lines.every((line) => typeof line.say === 'string' && !line.photo && !line.shop)
const scripts = [...(await read('en')), ...(await read('zh'))].filter(isPlain)

const list = <T>(one: T | T[] | undefined): T[] => (one === undefined ? [] : Array.isArray(one) ? one : [one])

describe.concurrent('the started product talks as it was rehearsed', () => {
  test.each(scripts.map((script) => [script.name, script] as const))('%s', async (_, { locale, lines }) => {
    const visitor = new Visitor(locale)
    try {
      for (const { say = '', does, says, never } of lines) {
        const { text } = await visitor.say(say)
        for (const words of list(says)) expect(text, say).toMatch(new RegExp(words, 'iu'))
        for (const words of list(never)) expect(text, say).not.toMatch(new RegExp(words, 'iu'))
        if (does === 'handoff') return await visitor.waitsForPerson()
        expect(visitor.holder, `${say} brings nobody: ${text}`).toBe('bot')
      }
    } finally {
      // The next journey finds nobody waiting.
      if (visitor.holder === 'queue') visitor.session.send({ kind: 'handoff.cancel' })
      await vi.waitFor(() => expect(visitor.holder).toBe('bot'), 10_000)
      visitor.leave()
    }
  })

  test('in both languages, and often enough to pass the baton', () => {
    expect(scripts.filter(({ locale }) => locale === 'en').length).toBeGreaterThanOrEqual(10)
    expect(scripts.filter(({ locale }) => locale !== 'en').length).toBeGreaterThanOrEqual(10)
    expect(scripts.filter(({ lines }) => lines.some(({ does }) => does === 'handoff')).length).toBeGreaterThan(5)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { speechInstalled } from '../installed.ts'
import { flite } from './flite.ts'

const SECRET = 'the quick zebra owes seventy crowns'
const argumentsOfAll = (): string =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')

test.skipIf(speechInstalled().missing.length > 0)(
  'what is said stands in no list of processes',
  { timeout: 60_000 },
  async () => {
    const seen: string[] = []
    let isDone = false
    const said = flite('slt', Array(4).fill(SECRET).join(' and '), 1)
      .next()
      .finally(() => {
        isDone = true
      })
    while (!isDone) {
      seen.push(argumentsOfAll())
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect((await said).value?.length).toBeGreaterThan(10_000)
    expect(seen.some((all) => all.includes('flite'))).toBe(true)
    expect(seen.some((all) => all.includes('zebra'))).toBe(false)
  },
)

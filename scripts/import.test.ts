import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '@baton/box/root'
import { intent } from '@baton/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

const TOPICS = [
  [
    'I want to return my shoes',
    'return these shoes please',
    'how do I return an item',
    'can I return a gift',
    'return label please',
  ],
  [
    'what does shipping cost',
    'shipping cost to the islands',
    'is shipping free',
    'free shipping from which amount',
    'shipping to France',
  ],
  ['我想退货', '怎么申请退货', '退货要多久', '退货地址是哪里', '可以退货吗'],
  ['运费多少', '运费谁出', '满多少免运费', '偏远地区运费怎么算', '为什么要收运费'],
] as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-import-'))
  const rows = TOPICS.flat().flatMap((text, n) => [
    `${n},customer,你好`,
    `${n},agent,hello`,
    `${n},customer,"${text}${n % 4 === 0 ? ', 13812345678' : ''}"`,
  ])
  await writeFile(join(folder, 'past.csv'), ['id,role,text', ...rows, '99,nobody,hm', '100,customer,"open'].join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'scripts/import-dialogues.ts'), ...args], { cwd: folder }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  )

test('past dialogues become a draft of intents, with nobody’s number in it', async () => {
  const { code, said } = await run('past.csv', '--pack', join(root, 'packs/ecommerce'), '--json', 'found.json')
  expect(code).toBe(0)
  expect(said).toContain('62 rows, 20 conversations')
  expect(said).toContain('role_unknown')
  expect(said).toContain('row_malformed')
  expect(said).toMatch(/Held out, \d+ phrasings: [\d.]+ % right/)
  const draft = await readFile(join(folder, 'past.csv.intents.yaml'), 'utf8')
  const found = JSON.parse(await readFile(join(folder, 'found.json'), 'utf8'))
  expect(found.faults).toEqual([
    { line: 62, code: 'role_unknown' },
    { line: 63, code: 'row_malformed' },
  ])
  for (const text of [said, draft, JSON.stringify(found)]) expect(text).not.toContain('13812345678')
  const drafted = parse(draft) as { id: string; phrasings: Record<string, string[]> }[]
  expect(drafted.length).toBeGreaterThanOrEqual(2)
  // A draft has the shape of a pack's intents; what is missing of it is said in its comments.
  for (const each of drafted)
    if (['en', 'zh-CN'].every((locale) => (each.phrasings[locale]?.length ?? 0) >= 3)) intent.parse(each)
}, 60_000)

test('a draft that is there is not written over', async () => {
  await writeFile(join(folder, 'mine.yaml'), 'mine')
  const { code, said } = await run('past.csv', '--draft', 'mine.yaml')
  expect([code, said]).toEqual([1, expect.stringContaining('mine.yaml')])
  expect(await readFile(join(folder, 'mine.yaml'), 'utf8')).toBe('mine')
}, 60_000)

test.each([
  ['empty.csv', '', 'file_empty'],
  ['other.csv', 'name,price\nx,1', 'columns_missing'],
  ['past.txt', 'x', '.csv or .jsonl'],
])(
  '%s is refused, and said why',
  async (name, content, why) => {
    await writeFile(join(folder, name), content)
    const { code, said } = await run(name)
    expect([code, said]).toEqual([1, expect.stringContaining(why)])
  },
  60_000,
)

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadPack, PackError } from './pack.ts'

const said = (text: string) => `{ en: ${text}, zh-CN: ${text}, zh-TW: ${text} }`
const article = (id: string) => `- id: ${id}
  title: ${id}
  scene: after-sale
  questions: [how]
  body: This way.
`
const rule = (id: string) => `- id: ${id}
  name: ${said(id)}
  at: reading
  when: { fact: mood.level, is: equal, value: angry }
  mode: immediate
  reason: mood
`
const wording = [
  ...['greeting', 'abstain', 'clarify', 'handoffAsked', 'handoffMood', 'handoffStuck'],
  ...['offerPerson', 'personButton', 'actionDown', 'handedBack', 'sorry'],
]
const whole: Record<string, string> = {
  'pack.yaml': "id: shop\nentities:\n  - { type: number, pattern: 'n\\d+', example: n1 }\n",
  'actions.yaml': '- { id: order.get, method: GET, path: /orders, safe: true }\n',
  'rules.yaml': rule('first') + rule('second'),
  'wording.yaml': wording.map((key) => `${key}: ${said(key)}\n`).join(''),
  'articles/en/a.yaml': article('care') + article('returns'),
  'articles/en/b.yaml': article('privacy'),
  'intents/orders.yaml': `- id: status
  name: ${said('status')}
  phrasings: { en: [a, b, c], zh-CN: [d, e, f], zh-TW: [] }
  serve: { flow: order }
- id: care
  name: ${said('care')}
  phrasings: { en: [g, h, i], zh-CN: [j, k, l], zh-TW: [] }
  serve: { article: care }
`,
  'flows/order.yaml': `- id: order
  name: ${said('order')}
  steps:
    - { id: look-up, do: act, action: order.get, input: {}, into: order, otherwise: over }
    - { id: over, do: say, text: ${said('over')}, cite: privacy, next: end }
    - { id: end, do: say, text: ${said('end')} }
`,
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'))
  for (const [file, source] of Object.entries(whole)) await put(file, source)
})
afterEach(() => rm(folder, { recursive: true }))

async function put(file: string, source: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), source)
}

/** What is wrong once `from` in one file has become `to`. */
async function faultAfter(file: string, from: string, to: string): Promise<PackError> {
  const source = await readFile(join(folder, file), 'utf8')
  expect(source).toContain(from)
  await put(file, source.replace(from, to))
  return faultIn(file)
}

async function faultIn(file: string): Promise<PackError> {
  const fault = await loadPack(folder).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof PackError)) throw new Error(`expected a PackError, got ${fault}`)
  expect(fault.file.endsWith(`/${file}`), fault.message).toBe(true)
  expect(fault.message).toBe([fault.file, fault.path, fault.reason].filter(Boolean).join(': '))
  return fault
}

test('reads lists in the order of file names and gives articles the locale of their folder', async () => {
  const pack = await loadPack(folder)
  expect(pack.articles.map(({ id, locale, audience }) => [id, locale, audience])).toEqual([
    ['care', 'en', 'public'],
    ['returns', 'en', 'public'],
    ['privacy', 'en', 'public'],
  ])
  expect(pack.rules.map(({ id }) => id)).toEqual(['first', 'second'])
})

test('names line and column of broken YAML', async () => {
  const fault = await faultAfter('actions.yaml', '/orders, safe: true }', "'/orders")
  expect(fault).toMatchObject({ code: 'pack_unreadable', path: 'line 2, column 1' })
  expect(fault.reason).toMatch(/quote/i)
})

test('refuses a key that stands twice', async () => {
  const fault = await faultAfter('pack.yaml', 'id: shop', 'id: shop\nid: house')
  expect(fault).toMatchObject({ code: 'pack_unreadable', path: 'line 2, column 1' })
  expect(fault.reason).toMatch(/unique/i)
})

test('names the place of a wrong value', async () => {
  const fault = await faultAfter('articles/en/b.yaml', 'after-sale', 'afterwards')
  expect(fault).toMatchObject({ code: 'pack_invalid', path: '[0].scene' })
  expect(fault.reason).toMatch(/pre-sale/)
})

test('names the place of a missing translation', async () => {
  const fault = await faultAfter('rules.yaml', ', zh-TW: second', '')
  expect(fault).toMatchObject({ code: 'pack_invalid', path: '[1].name.zh-TW' })
})

test('names the list of phrasings that is too short', async () => {
  const fault = await faultAfter('intents/orders.yaml', '[g, h, i]', '[g, h]')
  expect(fault).toMatchObject({ code: 'pack_invalid', path: '[1].phrasings.en' })
})

test('refuses a field it does not know, so that a typing mistake cannot pass', async () => {
  const fault = await faultAfter('articles/en/b.yaml', 'scene:', 'audiance: staff\n  scene:')
  expect(fault).toMatchObject({ code: 'pack_invalid', path: '[0].audiance', reason: 'unknown field' })
})

test('refuses an article that names its own locale beside the folder', async () => {
  const fault = await faultAfter('articles/en/b.yaml', 'scene:', 'locale: zh-CN\n  scene:')
  expect(fault).toMatchObject({ code: 'pack_invalid', path: '[0].locale' })
})

test('refuses a file that is not a list', async () => {
  await put('intents/more.yaml', 'id: greeting\n')
  expect(await faultIn('intents/more.yaml')).toMatchObject({ path: '', reason: 'must be a list' })
})

test('names the pattern that does not match its own example', async () => {
  const fault = await faultAfter('pack.yaml', 'example: n1', 'example: m1')
  expect(fault.path).toBe('entities[0]')
  expect(fault.reason).toMatch(/does not match its own example/)
})

test('names the step that goes nowhere', async () => {
  const fault = await faultAfter('flows/order.yaml', 'next: end', 'next: nowhere')
  expect(fault).toMatchObject({ path: '[0].steps[1]', reason: 'step over goes to unknown step nowhere' })
})

test('names the file of an intent that is served by nothing', async () => {
  const flow = await faultAfter('intents/orders.yaml', 'flow: order', 'flow: parcel')
  expect(flow).toMatchObject({ path: '[0].serve.flow', reason: 'intent status: no flow parcel' })
  await put('intents/orders.yaml', whole['intents/orders.yaml'] ?? '')
  const guide = await faultAfter('intents/orders.yaml', 'article: care', 'article: cure')
  expect(guide).toMatchObject({ path: '[1].serve.article', reason: 'intent care: no article cure' })
})

test('names the file of a flow whose action or article is missing', async () => {
  const cite = await faultAfter('flows/order.yaml', 'cite: privacy', 'cite: secrets')
  expect(cite).toMatchObject({ path: '[0].steps[1].cite', reason: 'flow order: no article secrets' })
  const act = await faultAfter('flows/order.yaml', 'order.get', 'order.put')
  expect(act).toMatchObject({ path: '[0].steps[0].action', reason: 'flow order: no action order.put' })
})

test('names the file of an article or a rule that is there twice', async () => {
  const twice = await faultAfter('rules.yaml', 'id: second', 'id: first')
  expect(twice.path).toBe('[1].id')
  expect(twice.reason).toMatch(/^first is already in .*rules\.yaml$/)
  await put('rules.yaml', rule('first'))
  const copy = await faultAfter('articles/en/b.yaml', 'id: privacy', 'id: care')
  expect(copy).toMatchObject({ path: '[0]', reason: 'article care (en) is there twice' })
})

test('names the file that is not there', async () => {
  await rm(join(folder, 'wording.yaml'))
  expect(await faultIn('wording.yaml')).toMatchObject({ code: 'pack_unreadable', path: '' })
})

test('what share of messages no intent means is read from the pack, and must be one', async () => {
  expect((await loadPack(folder)).training).toBeUndefined()
  await put('pack.yaml', `${whole['pack.yaml']}training: { outOfScope: 0.25 }\n`)
  expect((await loadPack(folder)).training).toEqual({ outOfScope: 0.25 })
  await put('pack.yaml', `${whole['pack.yaml']}training: { outOfScope: 1 }\n`)
  await expect(loadPack(folder)).rejects.toMatchObject({
    code: 'pack_invalid',
    path: expect.stringContaining('outOfScope'),
  })
})

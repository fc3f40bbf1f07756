import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isPinned, pinBuild } from './pinned.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-pinned-'))
  await mkdir(join(folder, 'chunks'))
})
afterEach(() => rm(folder, { recursive: true }))

async function build(loader: string) {
  await writeFile(join(folder, 'baton.js'), loader)
  await writeFile(join(folder, 'shell.js'), 'shell')
  await writeFile(join(folder, 'chunks/en-1a2b3c4d.js'), 'en')
  return pinBuild(folder, '0.1.0')
}
const sha384 = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`
const at = (path: string): string => join(folder, path.replace('/widget/', ''))

test('T-03 a build is kept under a name of its content, with the hash of each script', async () => {
  const { path, files } = await build('one')
  expect(path).toMatch(/^\/widget\/0\.1\.0-[0-9a-f]{8}\/$/)
  expect(files).toEqual({
    'baton.js': sha384('one'),
    'shell.js': sha384('shell'),
    'chunks/en-1a2b3c4d.js': sha384('en'),
  })
  for (const [name, hash] of Object.entries(files)) expect(sha384(await readFile(at(path) + name, 'utf8'))).toBe(hash)
  expect((await build('one')).path).toBe(path)
  expect(JSON.parse(await readFile(join(folder, 'integrity.json'), 'utf8'))).toEqual({ version: '0.1.0', path, files })
})

test('T-04 a new build stands beside the old one, and a page with either hash works at every step', async () => {
  const one = await build('one')
  const two = await build('two')
  expect(two.path).not.toBe(one.path)
  for (const { path, files } of [one, two]) {
    for (const [name, hash] of Object.entries(files)) expect(sha384(await readFile(at(path) + name, 'utf8'))).toBe(hash)
  }
})

test('T-04 the five newest builds stay', async () => {
  const paths: string[] = []
  for (const loader of ['1', '2', '3', '4', '5', '6', '7']) {
    paths.push((await build(loader)).path)
    await new Promise((resolve) => setTimeout(resolve, 15)) // the files' times tell which is older
  }
  const left = (await readdir(folder)).filter(isPinned).map((name) => `/widget/${name}/`)
  expect(left.sort()).toEqual(paths.slice(2).sort())
})

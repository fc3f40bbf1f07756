import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import type { Env } from './env.ts'
import { BatonError } from './http/baton-error.ts'
import { directoryOf, floorOf, knowledgeOf, registerOf, sessionOf } from './rooms-of.ts'

/** Namespaces of a platform that keeps jurisdictions apart, saying which object was asked for and how. */
function platform(over: Partial<Env> = {}) {
  const asked: unknown[] = []
  const rooms = (kind: string, place: string | null) => ({
    getByName: (name: string, options?: unknown) => asked.push([kind, place, name, options]),
    jurisdiction: (name: string) => rooms(kind, name),
  })
  const bindings = {
    SESSION: rooms('session', null),
    FLOOR: rooms('floor', null),
    DIRECTORY: rooms('directory', null),
    KNOWLEDGE: rooms('knowledge', null),
    ...over,
  }
  return { asked, env: bindings as unknown as Env }
}

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return error instanceof BatonError ? error.code : 'another error'
  }
  return 'none'
}

test('a workspace is reached by its whole name, in the jurisdiction that its name tells', () => {
  const { asked, env } = platform()
  sessionOf(env, 'shop@eu', 'abc')
  floorOf(env, 'shop@fedramp')
  knowledgeOf(env, 'shop')
  expect(asked).toEqual([
    ['session', 'eu', 'shop@eu:abc', undefined],
    ['floor', 'fedramp', 'shop@fedramp', undefined],
    ['knowledge', null, 'shop', undefined],
  ])
})

test('a name without a place goes where the deployment says; one with a place does not', () => {
  const { asked, env } = platform({ JURISDICTION: 'eu' })
  directoryOf(env, 'shop')
  directoryOf(env, 'shop@us')
  registerOf(env)
  expect(asked).toEqual([
    ['directory', 'eu', 'shop', undefined],
    ['directory', 'us', 'shop@us', undefined],
    ['directory', 'eu', '*', undefined],
  ])
})

test('a wish for a region goes along with the name', () => {
  const { asked, env } = platform()
  floorOf(env, 'shop@eu', 'weur')
  expect(asked).toEqual([['floor', 'eu', 'shop@eu', { locationHint: 'weur' }]])
})

test('a setting that is no jurisdiction reaches nothing, rather than the wrong place', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { asked, env } = platform({ JURISDICTION: 'EU' })
  expect(codeOf(() => directoryOf(env, 'shop'))).toBe('unavailable')
  expect(asked).toEqual([])
  log.mockRestore()
})

test('a runtime without jurisdictions serves none, unless it stands there on its operator’s word', () => {
  expect(codeOf(() => directoryOf(env, 'shop@eu'))).toBe('jurisdiction_unavailable')
  expect(codeOf(() => directoryOf({ ...env, JURISDICTION: 'eu' }, 'shop'))).toBe('jurisdiction_unavailable')
  const box = { ...env, BOX_JURISDICTION: 'eu' }
  expect(codeOf(() => directoryOf(box, 'shop@eu'))).toBe('none')
  expect(codeOf(() => directoryOf(box, 'shop@us'))).toBe('jurisdiction_unavailable')
})

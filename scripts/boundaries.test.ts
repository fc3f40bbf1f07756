import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { describe, expect, test } from 'vitest'
import { doors, violations } from './boundaries.ts'

const sources = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    // This file holds wrong imports on purpose.
    .filter((file) => file && file !== 'scripts/boundaries.test.ts')

test('every import of the repository follows the arrows', async () => {
  const exports = await doors()
  const files = sources()
  expect(files.length).toBeGreaterThan(50)
  const found = await Promise.all(
    files.map(async (file) => violations(file, await readFile(join(root, file), 'utf8'), exports)),
  )
  expect(found.flat()).toEqual([])
})

describe('a wrong import is found', () => {
  test.each([
    ['packages/relay/src/x.ts', "import { app } from '@baton/gateway'", 'may not import @baton/gateway'],
    ['packages/widget/src/x.ts', "import type { Entry } from '@baton/protocol/wire'", 'may not import'],
    ['packages/client/src/x.ts', "import { clientFrame } from '@baton/protocol'", 'may not import @baton/protocol'],
    ['packages/bot/src/x.ts', "export * from '@baton/relay/session'", 'may not import @baton/relay/session'],
    ['packages/gateway/src/x.ts', "import { fold } from '@baton/relay/src/session/fold.ts'", 'is not a door'],
    ['packages/gateway/src/a/x.ts', "import { fold } from '../../../relay/src/session/fold.ts'", 'reaches into'],
    ['packages/relay/src/x.ts', "import { readFile } from 'node:fs'", 'is pure and may not import node:fs'],
    ['packages/relay/src/x.ts', 'const now = Date.now()', 'is pure and may not use Date.now('],
    ['packages/bot/src/x.ts', "const late = await import('@baton/gateway')", 'may not import @baton/gateway'],
    ['packages/gateway/src/x.ts', "env.FLOOR.getByName('demo')", 'reaches an object by .getByName('],
    ['demo/x.ts', "import type { Order } from '@baton/protocol'", 'may not import @baton/protocol'],
  ])('%s: %s', async (file, source, reason) => {
    const found = violations(file, source, await doors())
    expect(found.map((violation) => violation.reason).join()).toContain(reason)
  })

  test('and a right one is not', async () => {
    const source = "import { fold } from '@baton/relay/session'\nimport { x } from './x.ts'"
    expect(violations('packages/gateway/src/y.ts', source, await doors())).toEqual([])
  })
})

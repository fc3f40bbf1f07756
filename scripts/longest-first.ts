import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Begun before all others, so that nobody waits for one of them at the end. What a file took is known where it has run
 * before; on a fresh clone only its size is, which says nothing of this.
 */
const LONGEST = [
  'bench/suites/kill.test.ts',
  'scripts/serve.test.ts',
  'eval/talk/requests.test.ts',
  'scripts/deploy/deploy.test.ts',
  'packages/gateway/src/channels/normalise.fuzz.test.ts',
  'packages/gateway/src/session/injections.test.ts',
  'packages/gateway/src/http/files.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.indexOf(relative(this.ctx.config.root, moduleId))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

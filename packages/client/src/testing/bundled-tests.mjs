import { join } from 'node:path'
import { build } from 'esbuild'

/** What the test server itself adds to a page. */
const SERVED = ['/__web-*']

/**
 * Serves each test file with all it imports as one file. Module by module, a page asks for some hundreds, and to serve them
 * takes longer than the tests.
 *
 * @param {{ rootDir: string, tsconfig: string, conditions: string[], except?: string[] }} options `except`: how the
 * addresses end of those that are served module by module, for they look at what is loaded and when.
 */
export function bundledTests({ rootDir, tsconfig, conditions, except = [] }) {
  return {
    name: 'bundled-tests',
    async serve({ path }) {
      if (!path.endsWith('.test.ts') || except.some((end) => path.endsWith(end))) return undefined
      const { outputFiles } = await build({
        entryPoints: [join(rootDir, path)],
        tsconfig,
        conditions,
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        sourcemap: 'inline',
        sourcesContent: false,
        external: SERVED,
        logLevel: 'silent',
      })
      return { body: outputFiles[0].text, type: 'js' }
    },
  }
}

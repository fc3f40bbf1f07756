import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fileGateway } from '@baton/client/testing/file-gateway'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { playwrightLauncher } from '@web/test-runner-playwright'

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

/** One line a machine can count, after everything else. */
const countedSummary = () => {
  let sessions
  return {
    start: (context) => {
      sessions = context.sessions
    },
    stop: () => {
      const counts = { passed: 0, failed: 0, skipped: 0 }
      const count = (suite) => {
        for (const test of suite?.tests ?? []) {
          if (test.skipped) counts.skipped += 1
          else if (test.passed) counts.passed += 1
          else counts.failed += 1
        }
        for (const inner of suite?.suites ?? []) count(inner)
      }
      for (const session of sessions.all()) {
        count(session.testResults)
        if (session.errors?.length) counts.failed += session.errors.length
      }
      const total = counts.passed + counts.failed + counts.skipped
      console.log(`desk: ${total} tests, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
    },
  }
}

export default {
  files: 'src/**/*.test.ts',
  // Other packages of the workspace are served as they stand.
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  nodeResolve: { exportConditions: ['development', 'browser'] },
  browsers: [
    playwrightLauncher({
      launchOptions: {
        ...(executablePath && { executablePath }),
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      },
    }),
  ],
  middleware: [fileGateway],
  concurrency: 2,
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
  reporters: [defaultReporter(), countedSummary()],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('lit.dev/msg/dev-mode'),
  testFramework: { config: { timeout: 8000 } },
}

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fileGateway } from '@baton/client/testing/file-gateway'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter, summaryReporter } from '@web/test-runner'
import { emulateMediaPlugin, sendKeysPlugin, setViewportPlugin } from '@web/test-runner-commands/plugins'
import { playwrightLauncher } from '@web/test-runner-playwright'

const here = new URL('.', import.meta.url)
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const executablePath = places.find((path) => path && existsSync(path))
if (!executablePath) throw new Error('No Chromium found. Set CHROMIUM_PATH to its executable.')

const policy = (...styles) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles.join(' ')}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "require-trusted-types-for 'script'",
    'trusted-types baton',
  ].join('; ')

/** Pages under a strict policy, for the built files. */
const PAGES = {
  '/strict/index.html': { file: 'strict.html', policy: policy("'self'") },
  '/strict/hostile.html': { file: 'hostile.html', policy: policy("'none'") },
}

const strictPage = {
  name: 'strict-page',
  serve(context) {
    const page = PAGES[context.path]
    if (!page) return undefined
    context.set('content-security-policy', page.policy)
    return { body: readFileSync(new URL(`src/testing/${page.file}`, here), 'utf8'), type: 'html' }
  },
}

/** The last line says how many tests ran, so that a run that lost some is seen. */
const totals = {
  onTestRunFinished({ sessions }) {
    const count = (suite) => [...suite.tests, ...suite.suites.flatMap(count)]
    const tests = sessions.flatMap(({ testResults }) => (testResults ? count(testResults) : []))
    const passed = tests.filter((test) => test.passed).length
    const skipped = tests.filter((test) => test.skipped).length
    const files = sessions.filter((session) => session.passed).length
    console.log(
      `\nTests: ${passed} passed, ${tests.length - passed - skipped} failed, ${skipped} skipped, in ${files} of ${sessions.length} files`,
    )
  },
}

export default {
  rootDir: fileURLToPath(new URL('../..', here)),
  files: fileURLToPath(new URL('src/**/*.test.ts', here)),
  nodeResolve: { exportConditions: ['browser', 'development'], extensions: ['.ts', '.js', '.mjs'] },
  middleware: [fileGateway],
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
    }),
  ],
  plugins: [
    strictPage,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', here)) }),
    setViewportPlugin(),
    sendKeysPlugin(),
    emulateMediaPlugin(),
  ],
  testFramework: { config: { timeout: 20_000 } },
  // Lit's advice for development: the mode itself, and updates that live regions schedule on purpose.
  filterBrowserLogs: ({ args }) => !/lit\.dev\/msg\/(dev-mode|change-in-update)/.test(String(args[0])),
  reporters: [summaryReporter(), defaultReporter({ reportTestResults: true, reportTestProgress: false }), totals],
}

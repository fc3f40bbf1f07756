import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter } from '@web/test-runner'
import { playwrightLauncher } from '@web/test-runner-playwright'
import { countedSummary } from './src/testing/voice/counted-summary.mjs'
import { microphoneFile } from './src/testing/voice/microphone-file.ts'
import { voiceRelay } from './src/testing/voice/relay.ts'

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

/** Calls in a real browser, whose microphone is a file. */
export default {
  files: 'src/**/*.browser.ts',
  // Other packages of the workspace are served as they stand.
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  nodeResolve: { exportConditions: ['development', 'browser'], extensions: ['.ts', '.js', '.mjs'] },
  browsers: [
    playwrightLauncher({
      launchOptions: {
        ...(executablePath && { executablePath }),
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-audio-capture=${microphoneFile()}`,
          '--autoplay-policy=no-user-gesture-required',
        ],
      },
    }),
  ],
  // What is measured is time: one page has the machine.
  concurrency: 1,
  plugins: [
    voiceRelay(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
  reporters: [defaultReporter(), countedSummary('voice')],
  testFramework: { config: { timeout: 20_000 } },
}

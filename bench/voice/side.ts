import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CHROMIUM_FLAGS, chromium } from '@baton/scripts/chromium'
import { type Browser, chromium as engine, type Page } from 'playwright-core'
import { installTaps } from './page/taps.ts'

export interface SideOptions {
  /** What its microphone hears, over and over. */
  microphone: string
  /** Says how a command is run on the machine it stands on. Absent: on this one. */
  on?: (command: readonly string[]) => string[]
  /** For a file that starts the browser there. */
  folder: string
  /** Origins that count as if they came over TLS, for without it there is no microphone. */
  trusted?: readonly string[]
}

/** A browser of its own, for each has one microphone. It never asks whether it may be used. */
export async function launchSide({ microphone, on, folder, trusted = [] }: SideOptions): Promise<Browser> {
  return engine.launch({
    executablePath: on ? await launcher(folder, on([chromium()])) : chromium(),
    // Whoever ends the run ends all of it: with its own handlers the browser alone would be gone.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...CHROMIUM_FLAGS,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
      ...(trusted.length > 0 ? [`--unsafely-treat-insecure-origin-as-secure=${trusted.join()}`] : []),
    ],
  })
}

/** A page both ends of which are listened at. */
export async function tappedPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, permissions: ['microphone'] })
  const page = await context.newPage()
  await installTaps(page)
  return page
}

/** The engine is started by the path of one file. */
async function launcher(folder: string, command: readonly string[]): Promise<string> {
  const file = join(folder, `browser-${command.join('-').replaceAll(/\W+/g, '-')}.sh`)
  await writeFile(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`)
  await chmod(file, 0o755)
  return file
}

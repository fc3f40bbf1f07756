import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { missingPackages } from '@baton/speech'

/** What a person is to type; null when nothing is missing. */
export function speechAdvice(): string | null {
  const missing = missingPackages()
  return missing.length > 0 ? `apt-get install ${missing.join(' ')}` : null
}

/**
 * Whether the embedded recogniser and voices can run. Where their packages are missing and this is a Debian-like machine
 * run by root (a CI machine), installs them; elsewhere says in one line what to do, and what needs them is left out.
 */
export function speechPackages(): boolean {
  const missing = missingPackages()
  if (missing.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Installing the recogniser and the voices …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  }
  const advice = speechAdvice()
  if (advice !== null) console.log(`Speech is not tested. It needs: ${advice}`)
  return advice === null
}

import { execFileSync } from 'node:child_process'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'

/** The last release, by the commit it was made of. To be set at a release. */
export const RELEASED = { version: '0.1.0', commit: '057523e063c0e8be166c1a7cb2908186e9917978' }

const PACKAGES = ['protocol', 'relay', 'bot', 'client', 'gateway']

/**
 * Puts the packages of the last release into `folder`, linked with each other and with what is installed here. False when
 * this clone does not have its history.
 */
export async function checkOut(folder: string): Promise<boolean> {
  let archive: Buffer
  try {
    archive = execFileSync('git', ['archive', RELEASED.commit, 'packages'], {
      cwd: root,
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return false // the caller says that it was not run
  }
  await mkdir(folder, { recursive: true })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  for (const name of PACKAGES) await link(folder, name)
  return true
}

async function link(folder: string, name: string): Promise<void> {
  const installed = join(root, 'packages', name, 'node_modules')
  const modules = join(folder, 'packages', name, 'node_modules')
  await mkdir(join(modules, '@baton'), { recursive: true })
  for (const each of await readdir(installed)) {
    if (!each.startsWith('@baton') && !each.startsWith('.')) await symlink(join(installed, each), join(modules, each))
  }
  for (const each of PACKAGES) {
    if (each !== name) await symlink(join(folder, 'packages', each), join(modules, '@baton', each))
  }
}

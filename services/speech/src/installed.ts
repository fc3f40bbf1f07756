import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const MODELS = '/usr/share/pocketsphinx/model/en-us'

/** The English acoustic model and its dictionary, where Debian puts them. */
export const MODEL = join(MODELS, 'en-us')
export const DICTIONARY = join(MODELS, 'cmudict-en-us.dict')

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/local/lib']

const isProgram = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)))
const isLibrary = (name: string): boolean => LIBRARIES.some((folder) => existsSync(join(folder, name)))

/** By Debian's package, what it must have brought. */
const PACKAGES: Record<string, () => boolean> = {
  libpocketsphinx3: () => isLibrary('libpocketsphinx.so.3') && isLibrary('libsphinxbase.so.3'),
  'pocketsphinx-en-us': () => existsSync(DICTIONARY) && existsSync(join(MODEL, 'mdef')),
  flite: () => isProgram('flite'),
  'espeak-ng': () => isProgram('espeak-ng'),
}

/** Debian packages that speech needs and this machine has not. */
export const missingPackages = (): string[] =>
  Object.entries(PACKAGES).flatMap(([name, isThere]) => (isThere() ? [] : [name]))

/** Debian packages that are missing; empty when speech can be started. */
export const speechInstalled = (): { missing: string[] } => ({ missing: missingPackages() })

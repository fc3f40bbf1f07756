import { readFile, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { worklets } from '@baton/client/voice/rollup'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import esbuild from 'rollup-plugin-esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Every page under Trusted Types may know only one policy of a name; a desk opened in a page that runs Lit itself would
 * otherwise not start. Administrators allow `baton-desk`.
 */
const ownTrustedTypesPolicy = {
  name: 'own-trusted-types-policy',
  transform(code, id) {
    if (!/lit-html[/\\]lit-html\.js$/.test(id)) return null
    const renamed = code.replace(/(createPolicy\(\s*["'])lit-html(["'])/, '$1baton-desk$2')
    if (renamed === code) throw new Error('Lit no longer creates its policy where it did.')
    return { code: renamed, map: null }
  },
}

/** Writes `index.html` beside its assets, each under a name that changes with its content. */
const page = {
  name: 'page',
  async buildStart() {
    await rm(here('./dist/assets'), { recursive: true, force: true })
  },
  async generateBundle(_options, bundle) {
    const names = new Map()
    for (const file of ['page.css', 'icon.svg']) {
      const reference = this.emitFile({ type: 'asset', name: file, source: await readFile(here(`./src/${file}`)) })
      names.set(file, basename(this.getFileName(reference)))
    }
    const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
    names.set('desk.js', basename(entry.fileName))
    let source = await readFile(here('./src/index.html'), 'utf8')
    for (const [plain, hashed] of names) source = source.replace(`./assets/${plain}`, `./assets/${hashed}`)
    this.emitFile({ type: 'asset', fileName: 'index.html', source })
  },
}

export default {
  input: { desk: here('./src/main.ts') },
  plugins: [
    nodeResolve({ exportConditions: ['production', 'browser'], extensions: ['.ts', '.js'] }),
    ownTrustedTypesPolicy,
    worklets(),
    esbuild({ target: 'es2022', tsconfig: here('./tsconfig.json'), minify: true, legalComments: 'none' }),
    page,
  ],
  output: {
    dir: here('./dist'),
    format: 'es',
    sourcemap: true,
    entryFileNames: 'assets/[name]-[hash].js',
    chunkFileNames: 'assets/[name]-[hash].js',
    assetFileNames: 'assets/[name]-[hash][extname]',
  },
}

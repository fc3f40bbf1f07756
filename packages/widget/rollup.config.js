import { readFileSync, rmSync } from 'node:fs'
import { worklets } from '@baton/client/voice/rollup'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { transform } from 'esbuild'
import { minify as terser } from 'terser'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
if (!readFileSync(new URL('src/version.ts', import.meta.url), 'utf8').includes(`'${version}'`))
  throw new Error(`src/version.ts does not say ${version}, as package.json does.`)

const decorators = { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } }

/** TypeScript → JavaScript. Style sheets in templates are minified on the way: minifiers leave template text alone. */
const typescript = {
  name: 'typescript',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null
    let source = code
    for (const [whole, sheet] of code.matchAll(/css`([^`]*)`/g)) {
      const { code: small } = await transform(sheet, { loader: 'css', minify: true })
      source = source.replace(whole, () => `css\`${small.trim().replaceAll('\\', '\\\\')}\``)
    }
    // Layout never depends on the blank between two tags.
    if (!id.endsWith('.styles.ts'))
      source = source
        .replace(/html`\n\s+/g, 'html`')
        .replace(/(?<=[>}])\n\s*(?=[<`])|(?<=>)\n\s+(?=\$)/g, '')
        // Between two words, and between attributes, one is enough.
        .replace(/(?<=})\n\s+(?=\$\{)|\n\s+(?=[@.?]?[a-z-]+=["$])/gi, ' ')
        .replace(/\n\s+(?=\/?>)/g, '')
    return transform(source, {
      loader: 'ts',
      target: 'es2022',
      tsconfigRaw: decorators,
      sourcefile: id,
      sourcemap: true,
      charset: 'utf8',
    })
  },
}

/**
 * A page under Trusted Types names the policies it allows, and a second copy of a name throws. Lit's default name may be
 * taken by the page's own Lit, so this copy carries ours.
 */
const trustedTypesName = {
  name: 'trusted-types-name',
  transform(code, id) {
    if (!/lit-html[/\\]lit-html\.js$/.test(id)) return null
    const renamed = code.replace('createPolicy("lit-html"', 'createPolicy("baton"')
    if (renamed === code) throw new Error('Lit no longer creates its policy where it did.')
    return { code: renamed, map: null }
  },
}

/** This build compiles decorators the older way. What of Lit's is for the newer way, and for cached queries, never runs. */
const NEWER = {
  'reactive-element': [
    ',a.litPropertyMetadata??=new WeakMap',
    /const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/,
  ],
  'decorators/property': ['"object"==typeof o?r(t,e,o):'],
  'decorators/query': [/if\(r\)\{.*\}(?=return t\(n,s,\{get\(\)\{return o\(this\)\}\}\))/],
}

const olderDecorators = {
  name: 'older-decorators',
  transform(code, id) {
    const [, name] = /@lit[/\\]reactive-element[/\\]([\w/-]+)\.js$/.exec(id.replaceAll('\\', '/')) ?? []
    const parts = NEWER[name]
    if (!parts) return null
    return {
      code: parts.reduce((whole, part) => {
        const lean = whole.replace(part, '')
        if (lean === whole) throw new Error(`Lit's ${name} no longer reads as it did.`)
        return lean
      }, code),
      map: null,
    }
  },
}

/** Chunks carry a hash: those of the last build would stay. */
const freshChunks = {
  name: 'fresh-chunks',
  buildStart: () => rmSync(new URL('dist/chunks', import.meta.url), { recursive: true, force: true }),
}

const minify = {
  name: 'minify',
  renderChunk: (code) =>
    terser(code, {
      module: true,
      ecma: 2022,
      // No getter here does anything but get, and no function's `length` or `new` of a method is asked for.
      compress: { passes: 4, pure_getters: true, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
      format: { comments: false },
      sourceMap: true,
    }),
}

const plugins = [
  nodeResolve({ exportConditions: ['browser', 'production'], extensions: ['.js', '.ts'] }),
  trustedTypesName,
  olderDecorators,
  worklets(),
  typescript,
  minify,
]

/** What a session and a call both need of the client. */
const SHARED = /client[/\\]src[/\\](emitter|platform|problem|socket[/\\]backoff)\.ts$|protocol[/\\]src[/\\]codes\.ts$/

export default [
  {
    input: { shell: 'src/shell.ts' },
    plugins: [freshChunks, ...plugins],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash:6].js',
      assetFileNames: 'chunks/[name]-[hash:6][extname]',
      sourcemap: true,
      // One request after the shell's own: what is lazy is lazy, the rest is in the shell.
      minifyInternalExports: true,
      // What session and calls share of the client stands together: a request more costs more than it saves.
      manualChunks: (id) => (SHARED.test(id) ? 'problem' : null),
    },
  },
  { input: 'src/loader.ts', plugins, output: { file: 'dist/baton.js', format: 'iife', sourcemap: true } },
]

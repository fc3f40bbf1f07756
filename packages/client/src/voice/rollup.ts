import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const HOME = fileURLToPath(new URL('worklets.ts', import.meta.url))
const ADDRESS = /new URL\('(\.\/[\w/-]+-work(?:let|er))\.ts', import\.meta\.url\)\.href/g

/** The part of Rollup's plugin context that is used. */
interface Building {
  emitFile(file: { type: 'asset'; name: string; source: string }): string
}

/**
 * For Rollup: each worklet and worker becomes one file beside the chunks, under a name that carries a hash, and the module that
 * names them gets its address. Pages with a strict policy load no worklet from `blob:` or `data:`.
 */
export const worklets = () => ({
  name: 'worklets',
  async transform(this: Building, code: string, id: string): Promise<{ code: string; map: null } | null> {
    if (id !== HOME) return null
    let placed = code
    for (const [whole, path = ''] of code.matchAll(ADDRESS)) {
      const { outputFiles } = await build({
        entryPoints: [fileURLToPath(new URL(`${path}.ts`, import.meta.url))],
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        minify: true,
        legalComments: 'none',
      })
      const [file] = outputFiles
      const reference = this.emitFile({ type: 'asset', name: `${basename(path)}.js`, source: file?.text ?? '' })
      placed = placed.replace(whole, () => `import.meta.ROLLUP_FILE_URL_${reference}`)
    }
    if (/-work(let|er)\.ts/.test(placed)) throw new Error(`A file of ${HOME} is named as the build does not know it.`)
    return { code: placed, map: null }
  },
})

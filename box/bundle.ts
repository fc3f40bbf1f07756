import { copyFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Bundles a Worker into one module, as the platform's own tool does. Answers the names of what stays a file of its own, beside it. */
export async function bundleWorker(entry: string, outfile: string): Promise<string[]> {
  const compiled: string[] = []
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'silent',
    plugins: [webAssembly(dirname(outfile), compiled)],
  })
  return compiled
}

/** WebAssembly is no text: it is compiled as a module of the Worker's, since nothing is at run time. */
const webAssembly = (folder: string, found: string[]): Plugin => ({
  name: 'web-assembly',
  setup(context) {
    context.onResolve({ filter: /\.wasm$/ }, async ({ path, resolveDir }) => {
      const name = basename(path)
      await copyFile(join(resolveDir, path), join(folder, name))
      if (!found.includes(name)) found.push(name)
      return { path: `./${name}`, external: true }
    })
  },
})

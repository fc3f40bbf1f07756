import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorker } from '@baton/box/bundle'
import { type RunningWorkerd, runWorkerd } from '@baton/box/workerd'

/** The Worker beside this file on bare workerd, with its bundle in `folder`. */
export async function startWorker(folder: string): Promise<RunningWorkerd> {
  await bundleWorker(join(import.meta.dirname, 'worker.ts'), join(folder, 'worker.js'))
  const config = join(folder, 'eval.capnp')
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "turns", worker = .turns)],
  sockets = [(name = "http", address = "127.0.0.1:0", service = "turns", http = ())],
);

const turns :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-09-15",
);
`,
  )
  return runWorkerd({ config, env: {}, log: (line) => console.error(`workerd | ${line}`) })
}

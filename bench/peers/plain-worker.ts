import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorker } from '@baton/box/bundle'
import { type RunningWorkerd, runWorkerd } from '@baton/box/workerd'

const text = JSON.stringify

/** The flags the gateway runs with, so that the runtime does the same for all. */
const COMPATIBILITY = { date: '2026-09-15', flags: ['no_web_socket_compression'] }

/**
 * Runs a Worker that has one Durable Object class, `Room`, bound as `ROOM`, on bare workerd with its storage in `folder`.
 *
 * @param flags other than the gateway's, to measure what they change.
 */
export async function runRoomWorker(
  entry: string,
  folder: string,
  flags: readonly string[] = COMPATIBILITY.flags,
): Promise<RunningWorkerd> {
  await mkdir(join(folder, 'data'), { recursive: true })
  await bundleWorker(entry, join(folder, 'worker.js'))
  const config = join(folder, 'peer.capnp')
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "peer", worker = .peer),
    (name = "objects", disk = (path = ${text(join(folder, 'data'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", service = "peer", http = ())],
);

const peer :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = ${text(COMPATIBILITY.date)},
  compatibilityFlags = [${flags.map((flag) => text(flag)).join(', ')}],
  bindings = [(name = "ROOM", durableObjectNamespace = "Room")],
  durableObjectNamespaces = [(className = "Room", uniqueKey = "bench-peer", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`,
  )
  return runWorkerd({ config, env: {}, log: (line) => console.error(`peer | ${line}`) })
}

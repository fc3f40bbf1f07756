// Runs a script of this folder on the workspace's own Node, after installing what is missing.
// Plain JavaScript without dependencies: it must run on a fresh clone with any Node ≥ 20.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = `${root}node_modules/.baton-installed`
const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const lock = createHash('sha256')
  .update(readFileSync(`${root}pnpm-lock.yaml`))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing the workspace …')
  const install = spawnSync(
    'npx',
    // npx runs the very version that package.json names; pnpm would look for its own entry in the lockfile and refuse.
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--pm-on-fail=ignore', '--reporter=append-only'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  )
  if (install.status !== 0) process.exit(install.status ?? 1)
  writeFileSync(stamp, lock)
}

const [script, ...args] = process.argv.slice(2)
const bin = `${root}node_modules/.bin`
const child = spawn(`${bin}/node`, ['--disable-warning=ExperimentalWarning', `${root}${script}`, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
})
// The terminal's Ctrl-C reaches the child too; wait for it to put things away.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

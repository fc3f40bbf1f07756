import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '@baton/box/root'

export interface Step {
  title: string
  command: string[]
  /** Folder to run in, relative to the repository. */
  in?: string
  env?: Record<string, string>
}

export interface Outcome {
  ok: boolean
  output: string
}

/**
 * Runs one step, showing and keeping what it prints.
 *
 * @param shows as it comes, or once the step is over, where others run beside it.
 */
export function run(
  { title, command, in: folder = '.', env = {} }: Step,
  shows: 'at once' | 'when over' = 'at once',
): Promise<Outcome> {
  const heading = `\n── ${title}`
  if (shows === 'at once') console.log(heading)
  const [program = '', ...args] = command
  const path = [join(root, folder, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(':')
  const child = spawn(program, args, {
    cwd: join(root, folder),
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
    output += chunk.toString()
    if (shows === 'at once') target.write(chunk)
  }
  child.stdout.on('data', keep(process.stdout))
  child.stderr.on('data', keep(process.stderr))
  return new Promise<Outcome>((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  }).then((outcome) => {
    if (shows === 'when over') console.log(`${heading}\n${outcome.output}`)
    return outcome
  })
}

import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { outputOf, ProgramError } from './processes.ts'

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`)
const isGone = async (pid: number): Promise<void> => {
  for (const end = Date.now() + 20_000; isAlive(pid); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > end) throw new Error(`${pid} is still there`)
}

test.skipIf(!existsSync('/proc/self'))('who reads no further ends the program and what it started', async () => {
  const program = { command: 'sh', args: ['-c', 'sleep 100 & echo $!; wait'] }
  let started = 0
  for await (const chunk of outputOf(program)) {
    started = Number(chunk)
    break
  }
  expect(started).toBeGreaterThan(0)
  await isGone(started)
})

test.skipIf(!existsSync('/proc/self'))('an abort ends it, too', async () => {
  const stop = new AbortController()
  const output = outputOf({ command: 'sh', args: ['-c', 'sleep 100 & echo $!; wait'] }, stop.signal)
  const started = Number((await output.next()).value)
  stop.abort()
  await expect(output.next()).rejects.toThrow('aborted')
  await isGone(started)
})

test('a program that fails, or is not there, is told', async () => {
  const read = async (command: string, args: string[]) => {
    for await (const _ of outputOf({ command, args }));
  }
  await expect(read('sh', ['-c', 'exit 3'])).rejects.toThrow(ProgramError)
  await expect(read('no-such-program', [])).rejects.toThrow(ProgramError)
})

import { expect, test, vi } from 'vitest'
import { runSidecar } from './sidecar.ts'

const MORTAL = new URL('./testing/mortal-sidecar.ts', import.meta.url)
const asked = (url: string): Promise<string | null> =>
  fetch(url).then(
    (answer) => answer.text(),
    () => null,
  )

test('a sidecar whose process ends is there again at the same address, as often as it happens', async () => {
  const complained = vi.spyOn(console, 'error').mockReturnValue()
  const sidecar = await runSidecar(MORTAL, 0)
  const seen = new Set([await asked(sidecar.url)])
  for (const times of [2, 3]) {
    expect(await asked(`${sidecar.url}/deadly`)).toBeNull()
    seen.add(await vi.waitUntil(() => asked(sidecar.url), { timeout: 30_000 }))
    expect(seen.size).toBe(times)
  }
  const line = 'speech: its process ended with SIGSEGV; another is started'
  expect(complained.mock.calls).toEqual([[line], [line]])
  await sidecar.stop()
  expect(await asked(sidecar.url)).toBeNull()
  expect(complained).toHaveBeenCalledTimes(2)
}, 90_000)

test('one that cannot begin is told', async () => {
  await expect(runSidecar(new URL('./testing/no-such-program.ts', import.meta.url), 0)).rejects.toThrow('ended with 1')
}, 60_000)

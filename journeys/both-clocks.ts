import type { Page } from 'playwright-core'

/**
 * Takes hold of what a page thinks of the time: its own clock, and the gateway's as it is told in frames, by which a page
 * sets its own right. Before its sockets open.
 *
 * @returns sets both forth.
 */
export async function bothClocksOf(page: Page): Promise<(ms: number) => Promise<void>> {
  let aheadMs = 0
  await page.clock.install()
  await page.routeWebSocket(/\/v1\//, (socket) => {
    const gateway = socket.connectToServer()
    gateway.onMessage((frame) => {
      const told = (digits: string): string => `"now":${Number(digits) + aheadMs}`
      socket.send(typeof frame === 'string' ? frame.replace(/"now":(\d+)/, (_, digits: string) => told(digits)) : frame)
    })
  })
  return (ms) => {
    aheadMs += ms
    return page.clock.fastForward(ms)
  }
}

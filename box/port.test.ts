import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { claimable, freePort, HOST, portFrom } from './port.ts'

test('a port comes from the environment, else the usual one', () => {
  expect(portFrom({ BATON_PORT: '9000' }, 'BATON_PORT', 8787)).toBe(9000)
  expect(portFrom({ BATON_PORT: '' }, 'BATON_PORT', 8787)).toBe(8787)
  expect(portFrom({}, 'BATON_PORT', 8787)).toBe(8787)
})

test.each(['0', '65536', '-1', '80.5', 'http'])('%s is no port, and the variable is named', (text) => {
  expect(() => portFrom({ BATON_PORT: text }, 'BATON_PORT', 8787)).toThrow(`BATON_PORT=${text} is not a port`)
})

test('a taken port is told with its number and the variable that chooses another', async () => {
  const port = await freePort()
  await expect(claimable(port, 'shop', 'BATON_SHOP_PORT')).resolves.toBeUndefined()
  const other = createServer().listen(port, HOST)
  await once(other, 'listening')
  await expect(claimable(port, 'shop', 'BATON_SHOP_PORT')).rejects.toThrow(
    new RegExp(`^Port ${port}, for the shop, is already in use\\..*BATON_SHOP_PORT=`),
  )
  other.close()
})

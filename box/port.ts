import { once } from 'node:events'
import { createServer } from 'node:net'

export const HOST = '127.0.0.1'

/** A port that cannot be used. The message names it and how to choose another. */
export class PortError extends Error {
  override name = 'PortError'
}

/** The port in the environment variable `name`, else `fallback`. Throws `PortError` when it is not a port. */
export function portFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PortError(`${name}=${text} is not a port. Use a number from 1 to 65535.`)
  }
  return port
}

/** Throws `PortError` when something else listens on `port`. `what` would use it, `name` chooses another. */
export async function claimable(
  port: number,
  what: string,
  name: string,
  { host = HOST, command = 'npm start' } = {},
): Promise<void> {
  try {
    await listenOnce(port, host)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${code})`
    throw new PortError(
      `Port ${port}, for the ${what}, ${reason}. Stop what uses it, or choose another: ${name}=${port + 1000} ${command}`,
    )
  }
}

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> => listenOnce(0, HOST)

async function listenOnce(port: number, host: string): Promise<number> {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : port
}

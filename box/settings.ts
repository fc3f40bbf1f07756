import { isIP } from 'node:net'
import { HOST, portFrom } from './port.ts'
import { servedFolder } from './served-folder.ts'

/** A setting that cannot be used. The message names it and says what would do. */
export class SettingError extends Error {
  override name = 'SettingError'
}

export interface ServeSettings {
  port: number
  /** Address to listen on. */
  host: string
  /** Absolute. Holds secrets and all that is stored. */
  folder: string
  /** What browsers see, where a proxy ends TLS. */
  publicOrigin: string | undefined
  /** Addresses of proxies whose `X-Forwarded-For` is believed, comma-separated. */
  trustedProxies: string | undefined
  /** Origins that workspaces may have called although they are not public, comma-separated. */
  trustedOrigins: string | undefined
  /** Where vendors of channels are reached instead of at their own addresses, as JSON. */
  channelHosts: string | undefined
  /** Never more sockets than this, however many descriptors there are. */
  maxSockets: number | undefined
  /** Bound of a stop, in milliseconds. */
  stopMs: number
  /** Secrets from the environment; else the first two are kept in the folder, and there is no third. */
  secrets: { gateway: string | undefined; admin: string | undefined; metrics: string | undefined }
}

const SECRET_CHARS = 32

/** @throws SettingError or PortError, with a sentence. */
export function serveSettings(env: NodeJS.ProcessEnv): ServeSettings {
  const given = (name: string): string | undefined => env[name] || undefined
  return {
    port: portFrom(env, 'BATON_PORT', 8787),
    host: hostFrom(given('BATON_HOST') ?? HOST),
    folder: servedFolder(env),
    publicOrigin: originFrom(given('PUBLIC_ORIGIN')),
    trustedProxies: proxiesFrom(given('TRUSTED_PROXIES')),
    trustedOrigins: originsFrom(given('TRUSTED_ORIGINS')),
    channelHosts: hostsFrom(given('CHANNEL_HOSTS')),
    maxSockets: countFrom('BATON_MAX_SOCKETS', given('BATON_MAX_SOCKETS')),
    stopMs: countFrom('BATON_STOP_MS', given('BATON_STOP_MS')) ?? 5_000,
    secrets: {
      gateway: secretFrom('BATON_SECRET', given('BATON_SECRET')),
      admin: secretFrom('ADMIN_TOKEN', given('ADMIN_TOKEN')),
      metrics: secretFrom('METRICS_TOKEN', given('METRICS_TOKEN')),
    },
  }
}

function hostFrom(text: string): string {
  if (isIP(text) === 0) {
    throw new SettingError(`BATON_HOST=${text} is not an IP address. Use 127.0.0.1, or 0.0.0.0 to listen outside.`)
  }
  return text
}

function originFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    throw new SettingError(
      `PUBLIC_ORIGIN=${text} is not an origin. Use what browsers see, without a path: https://baton.example`,
    )
  }
  return url.origin
}

function proxiesFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const addresses = text.split(',').map((each) => each.trim())
  const wrong = addresses.find((each) => isIP(each) === 0)
  if (wrong !== undefined) {
    throw new SettingError(
      `TRUSTED_PROXIES: “${wrong}” is not an IP address. Name each proxy by its own: 127.0.0.1,10.0.0.2`,
    )
  }
  return addresses.join(',')
}

/** An address and nothing after it, as the gateway compares it. */
const isOrigin = (text: string): boolean => /^(https?|smtps?):\/\/[^\s/?#@,]+$/.test(text) && URL.canParse(text)

function originsFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const origins = text.split(',').map((each) => each.trim())
  const wrong = origins.find((each) => !isOrigin(each))
  if (wrong !== undefined) {
    throw new SettingError(`TRUSTED_ORIGINS: “${wrong}” is not an origin. Name each with its port: http://mail:8025`)
  }
  return origins.join(',')
}

function hostsFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    const hosts: unknown = JSON.parse(text)
    const isRecord = typeof hosts === 'object' && hosts !== null && !Array.isArray(hosts)
    if (isRecord && Object.values(hosts).every((each) => typeof each === 'string' && /^https?:\/\//.test(each)))
      return text
  } catch {
    // Told below, in a sentence.
  }
  throw new SettingError('CHANNEL_HOSTS is not JSON like {"telegram":"http://127.0.0.1:8081"}.')
}

function countFrom(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1)
    throw new SettingError(`${name}=${text} is not a whole number above 0.`)
  return count
}

/** Never says what was given. */
function secretFrom(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && text.length < SECRET_CHARS) {
    throw new SettingError(`${name} has ${text.length} characters. Use ${SECRET_CHARS} or more, or leave it out.`)
  }
  return text
}

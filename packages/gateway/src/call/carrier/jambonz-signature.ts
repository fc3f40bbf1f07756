import { bytesOfHex, isSignedBy } from '../../channels/proof.ts'

/** As its own libraries have it. A request that is older was kept by somebody. */
const TOLERANCE_SECONDS = 300

/**
 * Whether it is our jambonz that asks: `t=<seconds>,v1=<HMAC-SHA256 of "seconds.body">`, several `v1` while its secret is
 * changed. https://docs.jambonz.org/guides/features/securing-http-endpoints
 */
export async function isFromJambonz(
  { header, body }: { header: string | null; body: Uint8Array },
  secrets: readonly string[],
  nowMs: number,
): Promise<boolean> {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(time) || Math.abs(nowMs / 1000 - Number(time)) > TOLERANCE_SECONDS) return false
  const prefix = new TextEncoder().encode(`${time}.`)
  const signed = new Uint8Array(prefix.length + body.length)
  signed.set(prefix)
  signed.set(body, prefix.length)
  const signatures = parts.flatMap(([name, value = '']) => (name === 'v1' ? [bytesOfHex(value)] : []))
  const checks = signatures.map((signature) => isSignedBy(signed, signature, secrets))
  return (await Promise.all(checks)).includes(true)
}

/**
 * Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md), both ways:
 * `v1` is HMAC-SHA256 with a `whsec_` secret, `v1a` is Ed25519 with a `whsk_` key whose public half is `whpk_`.
 */
export interface WebhookMessage {
  /** The same however often it is sent. */
  id: string
  /** When this attempt is made. */
  at: number
  body: string
}
/** The headers of a message, signed by every secret that is good: two while one takes over from the other. */
export declare function signWebhook(
  message: WebhookMessage,
  secrets: readonly string[],
): Promise<Record<string, string>>
/** Whether a request is signed by one of these, and lately. What is wrong with it is told nobody. */
export declare function isWebhookSigned(
  request: {
    headers: Headers
    body: Uint8Array
    now: number
  },
  secrets: readonly string[],
): Promise<boolean>

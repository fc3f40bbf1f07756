/** The part of Node's crypto that `nodejs_compat` gives and passwords and audit logs need; Node's own types would claim far more. */
declare module 'node:crypto' {
  export function scrypt(
    password: string,
    salt: Uint8Array,
    keyBytes: number,
    cost: { N: number; r: number; p: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
  export function createHash(algorithm: 'sha256'): { update(text: string): { digest(encoding: 'hex'): string } }
  export function timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean
}

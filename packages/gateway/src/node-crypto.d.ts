/** The part of Node's crypto that `nodejs_compat` gives and passwords, audit logs and WeChat need; Node's own types would claim far more. */
declare module 'node:crypto' {
  export function scrypt(
    password: string,
    salt: Uint8Array,
    keyBytes: number,
    cost: { N: number; r: number; p: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
  export function createHash(algorithm: 'sha256' | 'sha1'): {
    update(text: string): { digest(encoding: 'hex'): string }
  }
  interface Cipher {
    setAutoPadding(on: boolean): void
    update(bytes: Uint8Array): Uint8Array
    final(): Uint8Array
  }
  export function createCipheriv(algorithm: 'aes-256-cbc', key: Uint8Array, iv: Uint8Array): Cipher
  export function createDecipheriv(algorithm: 'aes-256-cbc', key: Uint8Array, iv: Uint8Array): Cipher
  export function timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean
}

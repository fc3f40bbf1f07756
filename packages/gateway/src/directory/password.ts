import { scrypt, timingSafeEqual } from 'node:crypto'
import { base64url } from 'jose'

/**
 * Cost of one guess: 16 MiB and about 0.1 s. OWASP's password storage cheat sheet lists these numbers as equal in
 * strength to its larger ones; an isolate's 128 MB does not allow more memory. (workerd caps PBKDF2 at 100 000 rounds,
 * a sixth of what is asked for today.) Tests that only need somebody to be signed in lower it.
 */
export const COST = { N: 2 ** 14, r: 8, p: 5 }
const KEY_BYTES = 32
const SALT_BYTES = 16

const derive = (password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // Normalised, so that the same letters typed on another keyboard are the same password.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })

const written = (cost: typeof COST, salt: Uint8Array, key: Uint8Array): string =>
  ['scrypt', cost.N, cost.r, cost.p, base64url.encode(salt), base64url.encode(key)].join('$')

/** `scrypt$N$r$p$salt$key`: the cost is kept beside the key, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  return written(COST, salt, await derive(password, salt, COST))
}

/** Stands in for the hash of an unknown person, so that guessing an email takes as long as guessing a password. */
export const NOBODY = written(COST, new Uint8Array(SALT_BYTES), new Uint8Array(KEY_BYTES))

/** Whether `password` is the one behind `hash`, made by `hashPassword`. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, key] = hash.split('$')
  if (!N || !r || !p || !salt || !key) throw new Error('the password hash is not readable')
  const found = await derive(password, base64url.decode(salt), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(found, base64url.decode(key))
}

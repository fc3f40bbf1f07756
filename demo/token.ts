import { SignJWT } from 'jose'
import type { Customer } from './data/customers.ts'

/** Tells the gateway who is signed in here: a JWT (HS256) that lasts five minutes. `hostKey` is known to the two servers only. */
export const batonToken = (customer: Customer, hostKey: string): Promise<string> =>
  new SignJWT({ name: customer.name, tier: customer.tier, memberSince: customer.memberSince })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(customer.id)
    .setIssuer('harbour-and-pine')
    .setAudience('baton')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(hostKey))

/**
 * How a test speaks to the carrier that is played, below `/carrier/phone`:
 *
 * - `POST /calls` {@link CallRequest}: somebody calls the business. Answered when the stream is open, or there is none.
 * - `GET /calls/<sid>`: a `CallReport`. `GET /calls/<sid>/heard`: a WAV of all that was heard.
 * - `POST /calls/<sid>/say` with a WAV as body, `POST /calls/<sid>/keys` `{ keys }`, `POST /calls/<sid>/hang-up`.
 * - `PUT /accounts` a `CarrierAccount`: with what jambonz signs the calls that the business makes. Twilio's is its auth token.
 *
 * Calls that the business makes are in `GET /_/sent?for=<accountSid>`, with the sid as `id`. Who is called answers, unless
 * `POST /_/behave` says otherwise: `blocked` is busy, `unknown_address` does not answer.
 */
import type { CarrierAccount } from './protocol.ts'

export interface CallRequest {
  account: CarrierAccount
  /** The voice webhook that was entered for the number. */
  callback: string
  from: string
  to: string
  /** A WAV in base64 that is said as soon as there is somebody to hear it. */
  say?: string
}

export interface CallAnswer {
  sid: string
}

/**
 * Hands one mail to a mail server: RFC 5321, 3207 (STARTTLS), 4954 (AUTH). Written here because the library there is for this
 * runtime goes on in the clear when a server offers no STARTTLS, password and all, and waits for ever on one that hangs up.
 */
export interface Submission {
  /** Encrypted from the first byte. */
  isEncrypted: boolean
  /** It may stay in the clear. */
  mayBePlain: boolean
  user: string
  password: string
  /** What this side calls itself. */
  name: string
  from: string
  to: string
  /** Lines that end with CRLF, in ASCII. */
  mime: string
}
/** `code`: of the server's last answer, 0 where there was none. `at`: what it was the answer to. */
export interface SmtpAnswer {
  isTaken: boolean
  code: number
  at: 'connect' | 'tls' | 'auth' | 'from' | 'to' | 'data'
  text: string
}
/** Never throws: whatever goes wrong is an answer. */
export declare function submitMail(socket: Socket, mail: Submission): Promise<SmtpAnswer>

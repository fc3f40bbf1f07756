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

const STEP_MS = 15_000
/** The server looks at what it was given before it answers. */
const DATA_MS = 60_000
const MAX_ANSWER_BYTES = 16 * 1024
const LINE = /^(\d{3})([ -])(.*)$/

class Refused extends Error {
  readonly answer: SmtpAnswer

  constructor(at: SmtpAnswer['at'], { code, text }: Reply) {
    super(at)
    this.answer = { isTaken: false, code, at, text }
  }
}

interface Reply {
  code: number
  /** Of all lines. */
  lines: string[]
  text: string
}

/** Never throws: whatever goes wrong is an answer. */
export async function submitMail(socket: Socket, mail: Submission): Promise<SmtpAnswer> {
  const dialogue = new Dialogue(socket)
  try {
    await converse(dialogue, mail)
    return { isTaken: true, code: 250, at: 'data', text: '' }
  } catch (error) {
    if (error instanceof Refused) return error.answer
    return { isTaken: false, code: 0, at: dialogue.at, text: '' }
  } finally {
    await dialogue.end()
  }
}

async function converse(dialogue: Dialogue, mail: Submission): Promise<void> {
  const { name, from, to } = mail
  // A line that could be two is never said.
  if ([name, from, to].some((each) => !/^[\x21-\x7e]+$/.test(each) || /[<>]/.test(each))) throw new Error('no address')
  await dialogue.expect(220)
  let offers = await hello(dialogue, mail.name)
  if (!mail.isEncrypted) {
    dialogue.at = 'tls'
    const mayEncrypt = offers.some((each) => /^STARTTLS$/i.test(each))
    // Nothing goes on in the clear because somebody in between has left a word out.
    if (!mayEncrypt && !mail.mayBePlain) throw new Refused('tls', { code: 0, lines: [], text: 'no STARTTLS' })
    if (mayEncrypt) {
      await dialogue.say('STARTTLS', 220)
      dialogue.encrypt()
      // What was offered before may not be the server's.
      offers = await hello(dialogue, mail.name)
    }
  }
  dialogue.at = 'auth'
  if (mail.user) await signIn(dialogue, mail, offers)
  dialogue.at = 'from'
  await dialogue.say(`MAIL FROM:<${mail.from}>`, 250)
  dialogue.at = 'to'
  await dialogue.say(`RCPT TO:<${mail.to}>`, 250, 251)
  dialogue.at = 'data'
  await dialogue.say('DATA', 354)
  // A line that begins with a dot gets another one (section 4.5.2).
  const stuffed = mail.mime.replaceAll(/^\./gm, '..').replace(/\r\n$/, '')
  await dialogue.say(`${stuffed}\r\n.`, 250)
}

async function hello(dialogue: Dialogue, name: string): Promise<string[]> {
  const { lines } = await dialogue.say(`EHLO ${name}`, 250)
  return lines.slice(1).map((line) => line.trim())
}

async function signIn(dialogue: Dialogue, { user, password }: Submission, offers: readonly string[]): Promise<void> {
  const ways = offers.find((each) => /^AUTH[ =]/i.test(each))?.toUpperCase() ?? ''
  if (/\bPLAIN\b/.test(ways)) {
    await dialogue.say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, 235)
    return
  }
  await dialogue.say('AUTH LOGIN', 334)
  await dialogue.say(base64(user), 334)
  await dialogue.say(base64(password), 235)
}

class Dialogue {
  at: SmtpAnswer['at'] = 'connect'
  #socket: Socket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #rest = ''

  constructor(socket: Socket) {
    this.#socket = unheard(socket)
    this.#reader = socket.readable.getReader()
    this.#writer = socket.writable.getWriter()
  }

  async say(line: string, ...wanted: number[]): Promise<Reply> {
    const bytes = new TextEncoder().encode(`${line}\r\n`)
    await within(this.#writer.write(bytes), DATA_MS)
    return this.expect(...wanted)
  }

  async expect(...wanted: number[]): Promise<Reply> {
    const reply = await within(this.#reply(), this.at === 'data' ? DATA_MS : STEP_MS)
    if (!wanted.includes(reply.code)) throw new Refused(this.at, reply)
    return reply
  }

  encrypt(): void {
    // Whatever came behind the answer came in the clear, and counts for nothing.
    if (this.#rest !== '') throw new Error('more than was asked')
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#socket = unheard(this.#socket.startTls())
    this.#reader = this.#socket.readable.getReader()
    this.#writer = this.#socket.writable.getWriter()
  }

  /** A server that has answered needs no goodbye, but likes one. */
  async end(): Promise<void> {
    try {
      await within(this.#writer.write(new TextEncoder().encode('QUIT\r\n')), STEP_MS)
    } catch {
      // It has hung up.
    }
    await this.#socket.close().catch(() => {})
  }

  async #reply(): Promise<Reply> {
    const lines: string[] = []
    for (;;) {
      const line = LINE.exec(await this.#line())
      if (!line) throw new Error('this is no mail server')
      lines.push(line[3] ?? '')
      if (line[2] === ' ') return { code: Number(line[1]), lines, text: lines.join(' ').slice(0, 300) }
      if (lines.length > 100) throw new Error('too long an answer')
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\n')
      if (end >= 0) {
        const line = this.#rest.slice(0, end).replace(/\r$/, '')
        this.#rest = this.#rest.slice(end + 1)
        return line
      }
      const { value, done } = await this.#reader.read()
      if (done) throw new Error('hung up')
      this.#rest += new TextDecoder().decode(value)
      if (this.#rest.length > MAX_ANSWER_BYTES) throw new Error('too long an answer')
    }
  }
}

/** That a connection broke is told by whatever was asked of it next. */
function unheard(socket: Socket): Socket {
  for (const promise of [socket.opened, socket.closed]) promise.catch(() => {})
  return socket
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

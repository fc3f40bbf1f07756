import { type Brain, compile } from '@baton/bot'
import type { Model } from '@baton/bot/training'
import { type RunningShop, startShop } from '@baton/demo'
import {
  type ActionResult,
  type BotContext,
  CODE_PLACEHOLDER,
  type Decision,
  type Locale,
  type Pack,
} from '@baton/protocol'

const TOKEN = 'a-token-of-the-business-api'
/** Actions one turn may make. */
const MOST_ACTIONS = 6

export interface Reply {
  /** As the customer reads it. */
  text: string
  options: string[]
  decision: Exclude<Decision, { do: 'act' }>
  /** `action: ok` or `action: code`, in the order they were made. */
  did: string[]
}

export interface Customer {
  id: string | null
  name?: string
  tier?: string
}

/** A pack's brain and the demo shop behind it: what a customer would read, without the gateway in between. */
export class Talking {
  readonly #brain: Brain
  readonly #pack: Pack
  readonly #shop: RunningShop

  private constructor(pack: Pack, model: Model, shop: RunningShop) {
    this.#pack = pack
    this.#brain = compile(pack, model)
    this.#shop = shop
  }

  static async open(pack: Pack, model: Model): Promise<Talking> {
    const shop = await startShop({
      port: 0,
      gateway: 'http://127.0.0.1:1',
      siteKey: 'none',
      apiToken: TOKEN,
      hostKey: 'a-host-key-that-is-long-enough-to-sign-with',
    })
    return new Talking(pack, model, shop)
  }

  close(): Promise<void> {
    return this.#shop.close()
  }

  /** Spoils the shop's system, or mends it. */
  async fault(mode: 'none' | 'down'): Promise<void> {
    await fetch(`${this.#shop.url}/demo/fault`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode }),
    })
  }

  /** A conversation of its own, at a time of its own. */
  with(customer: Customer, locale: Locale): Conversation {
    return new Conversation(this.#brain, (id, input, key) => this.#act(id, input, key, customer.id), customer, locale)
  }

  async #act(id: string, input: Record<string, string>, key: string, customer: string | null): Promise<ActionResult> {
    const action = this.#pack.actions.find((each) => each.id === id)
    if (!action) throw new Error(`no action ${id}`)
    const path = action.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(input[name] ?? ''))
    const answer = await fetch(`${this.#shop.url}${path}`, {
      method: action.method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'idempotency-key': key,
        ...(customer !== null && { 'baton-customer': encodeURIComponent(customer) }),
        ...(action.method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(action.method === 'POST' && { body: JSON.stringify(input) }),
    })
    const body = (await answer.json()) as { code?: string }
    if (answer.ok) return { action: id, ok: true, data: body }
    const says = [403, 409, 422].includes(answer.status) ? body.code : undefined
    return {
      action: id,
      ok: false,
      code: says ?? (answer.status === 404 ? 'not_found' : answer.status >= 500 ? 'unavailable' : 'refused'),
    }
  }
}

type Act = (id: string, input: Record<string, string>, key: string) => Promise<ActionResult>

/** One case with the bot, kept as the session keeps it: language, earlier messages, facts, the flow, proofs. */
export class Conversation {
  now = Date.parse('2026-11-26T10:00:00Z')
  readonly replies: Reply[] = []
  readonly #brain: Brain
  readonly #act: Act
  #context: BotContext
  #turn = 0

  constructor(brain: Brain, act: Act, { id, name, tier }: Customer, locale: Locale) {
    this.#brain = brain
    this.#act = act
    const customer = { id, name: name ?? null, tier: tier ?? null, proved: [] }
    this.#context = { locale, earlier: [], flow: null, clarified: false, customer, facts: [], turns: 0 }
  }

  /** What is known of the matter, as an agent's brief would have it. */
  get facts(): string[] {
    return (this.#context.facts ?? []).map(({ label, value, verified }) => `${label}=${value} (${verified})`)
  }

  /** Says something and reads the answer. `[code ••••]` is the right one-time code, as masking leaves it. */
  async say(message: string): Promise<Reply> {
    this.#turn += 1
    const { text, open } = masked(message)
    let context: BotContext = { ...this.#context, now: this.now }
    const reading = this.#brain.understand(text, context)
    let decision = this.#brain.answer(reading, context)
    const did: string[] = []
    for (let n = 1; decision.do === 'act'; n += 1) {
      if (n > MOST_ACTIONS) throw new Error(`more than ${MOST_ACTIONS} actions in a turn`)
      const { action, input, flow } = decision
      const opened = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, open(value)]))
      const result = action.startsWith('baton.')
        ? this.#builtIn(action, opened)
        : await this.#act(action, opened, `k_${this.#turn}_${n}_${Math.random()}`)
      did.push(`${action}: ${result.ok ? 'ok' : result.code}`)
      context = { ...context, flow }
      decision = this.#brain.answer(reading, context, result)
    }
    this.#remember(text, reading.locale, decision)
    const sentences = decision.sentences
    const options = 'options' in decision ? decision.options.map(({ text }) => text) : []
    const reply = { text: sentences.join(''), options, decision, did }
    this.replies.push(reply)
    return reply
  }

  #builtIn(action: string, { purpose = '', code = '' }: Record<string, string>): ActionResult {
    const { customer } = this.#context
    if (customer.id === null) return { action, ok: false, code: 'not_signed_in' }
    if (action === 'baton.code.send') return { action, ok: true, data: {} }
    if (code !== CODE_PLACEHOLDER) return { action, ok: false, code: 'wrong' }
    customer.proved?.push(purpose)
    return { action, ok: true, data: {} }
  }

  #remember(text: string, locale: Locale, decision: Exclude<Decision, { do: 'act' }>): void {
    const { earlier, facts = [], turns = 0 } = this.#context
    const told = decision.facts ?? []
    const labels = new Set(told.map(({ label }) => label))
    this.#context = {
      ...this.#context,
      locale,
      earlier: [...earlier, text],
      flow: decision.flow,
      clarified: decision.do === 'clarify',
      facts: [...facts.filter(({ label }) => !labels.has(label)), ...told],
      turns: turns + 1,
    }
  }
}

/** As the masking door leaves it, with what opens it again. Only what these talks need. */
function masked(message: string): { text: string; open: (value: string) => string } {
  const found: [string, string][] = []
  const text = message
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, (email) => {
      const placeholder = `[email ${email.charAt(0)}••••@${email.split('@')[1]}]`
      found.push([placeholder, email])
      return placeholder
    })
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (phone) => {
      const placeholder = `[phone ${phone.slice(0, 3)}••••${phone.slice(-2)}]`
      found.push([placeholder, phone])
      return placeholder
    })
  const open = (value: string) => found.reduce((whole, [placeholder, own]) => whole.replace(placeholder, own), value)
  return { text, open }
}

import type { Providers } from '@baton/protocol'
import type { DirectoryRoom } from '../directory/rooms.ts'
import { metrics } from '../metrics/metrics.ts'
import { Breaker } from '../net/breaker.ts'
import type { ChatMessage, ChatOptions, ChatPart, Provider } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import { guessAsked, guessTokens } from './tokens.ts'

interface Account {
  what: keyof Providers
  /** Names the circuit: a provider may fail for one workspace, whose key is wrong, and serve the next. */
  name: string
  dayTokens: number
  now: () => number
  spend: DirectoryRoom['spend']
}

const breaker = new Breaker()

/** A provider that is left alone while it fails, and costs no more in a day than its workspace allows. */
export class Guarded implements Provider {
  readonly #provider: Provider
  readonly #account: Account

  constructor(provider: Provider, account: Account) {
    this.#provider = provider
    this.#account = account
  }

  async *chat(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<ChatPart> {
    const set = await this.#begin(guessAsked(messages) + options.maxTokens)
    let cost: number | null = null
    let hasCome = false
    try {
      for await (const part of this.#provider.chat(messages, options)) {
        hasCome = true
        if (part.do === 'cost') cost = part.tokens
        yield part
      }
      this.#succeeded()
    } catch (error) {
      this.#failed(error)
      throw error
    } finally {
      // Left in the middle: what has come is paid for, and nobody knows how much that was.
      if (cost !== null) this.#giveBack(set - cost)
      else if (!hasCome) this.#giveBack(set)
    }
  }

  async embed(texts: readonly string[]): Promise<{ vectors: number[][]; tokens: number }> {
    const set = await this.#begin(texts.reduce((sum, text) => sum + guessTokens(text), 0))
    try {
      const answer = await this.#provider.embed(texts)
      this.#succeeded()
      this.#giveBack(set - answer.tokens)
      return answer
    } catch (error) {
      this.#failed(error)
      this.#giveBack(set)
      throw error
    }
  }

  /** Sets aside what the call may cost. */
  async #begin(tokens: number): Promise<number> {
    const { name, now } = this.#account
    const isLeft = await this.#spend(tokens).catch(() => {
      throw new ProviderError('unavailable')
    })
    if (!isLeft) throw counted(new ProviderError('spent'))
    if (breaker.mayAsk(name, now())) return tokens
    this.#giveBack(tokens)
    throw counted(new ProviderError('resting'))
  }

  #spend(tokens: number): Promise<boolean> {
    const { what, dayTokens: limit, now, spend } = this.#account
    return spend({ what, tokens, limit, day: new Date(now()).toISOString().slice(0, 10) })
  }

  /** Nobody waits for it: what is not given back stays spent for the day. */
  #giveBack(tokens: number): void {
    if (tokens !== 0) void this.#spend(-tokens).catch(() => {})
  }

  #succeeded(): void {
    breaker.succeeded(this.#account.name)
    metrics.providerCalls.add('ok')
  }

  #failed(error: unknown): void {
    const failure = error instanceof ProviderError ? error : new ProviderError('unavailable')
    breaker.failed(this.#account.name, this.#account.now(), failure.retryAfterMs)
    counted(failure)
  }
}

function counted(error: ProviderError): ProviderError {
  metrics.providerCalls.add(error.code)
  return error
}

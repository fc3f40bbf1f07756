import type { Random } from '@baton/bench/random'

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.below(10)).join('')

function card(random: Random): string {
  const body = `4539${digits(random, 11)}`
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

function chineseId(random: Random): string {
  const two = (least: number, most: number): string => String(least + random.below(most - least + 1)).padStart(2, '0')
  const body = `11010519${two(50, 99)}${two(1, 12)}${two(1, 28)}${digits(random, 3)}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

function iban(random: Random): string {
  const account = `37040044${digits(random, 10)}`
  // Letters as numbers, the country and two zeros behind: D is 13, E is 14.
  const rest = [...`${account}131400`].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0)
  return `DE${String(98 - rest).padStart(2, '0')}${account}`
}

/** Made-up personal data, each as valid as the real thing. A class is added here, and goes through every input. */
export const CLASSES: Readonly<Record<string, (random: Random) => string>> = {
  card,
  'Chinese ID': chineseId,
  'Chinese mobile': (random) => `139${digits(random, 8)}`,
  'international phone': (random) => `+4479111${digits(random, 5)}`,
  email: (random) => `canary.${digits(random, 8)}@mail.example`,
  IBAN: iban,
}

/** What was let in somewhere, and must be found nowhere. */
export interface Canary {
  of: string
  input: string
  value: string
}

/** Each input gets its own, so that what is found says how it came in. */
export class Aviary {
  readonly canaries: Canary[] = []
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** A new one of this class. */
  release(of: string, input: string): string {
    const value = CLASSES[of]?.(this.#random)
    if (value === undefined) throw new Error(`there is no class ${of}`)
    this.canaries.push({ of, input, value })
    return value
  }

  /** A credential that was handed out. */
  note(of: string, value: string): void {
    this.canaries.push({ of, input: 'credentials', value })
  }
}

/** Verbs, plurals and contractions (without apostrophes) whose forms share no ending, by their plain form. */
const IRREGULAR: Readonly<Record<string, string>> = {
  be: 'is are was were been being am im youre theyre',
  have: 'has had having ive havent hasnt hadnt',
  do: 'does did done doing',
  go: 'goes went gone going',
  get: 'gets got gotten getting',
  give: 'gives gave given giving',
  take: 'takes took taken taking',
  make: 'makes made making',
  come: 'comes came coming',
  become: 'became',
  see: 'saw seen',
  say: 'said',
  pay: 'paid',
  tell: 'told',
  find: 'found',
  think: 'thought',
  buy: 'bought',
  bring: 'brought',
  send: 'sent',
  spend: 'spent',
  lend: 'lent',
  lose: 'lost losing',
  leave: 'left leaving',
  keep: 'kept',
  sell: 'sold',
  hold: 'held',
  hear: 'heard',
  mean: 'meant',
  meet: 'met',
  feel: 'felt',
  break: 'broke broken',
  steal: 'stole stolen',
  choose: 'chose chosen choosing',
  forget: 'forgot forgotten forgetting',
  know: 'knew known',
  show: 'shown',
  write: 'wrote written writing',
  speak: 'spoke spoken',
  withdraw: 'withdrew withdrawn',
  draw: 'drew drawn',
  begin: 'began begun beginning',
  run: 'ran running',
  stand: 'stood',
  understand: 'understood',
  wear: 'wore worn',
  fall: 'fell fallen',
  eat: 'ate eaten',
  drive: 'drove driven driving',
  fly: 'flew flown flies',
  catch: 'caught',
  teach: 'taught',
  build: 'built',
  sleep: 'slept',
  win: 'won winning',
  put: 'putting',
  set: 'setting',
  cut: 'cutting',
  use: 'used using uses',
  try: 'tried tries trying',
  die: 'died dying',
  tie: 'tying',
  this: 'these',
  that: 'those thats',
  not: 'dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt aint',
  cannot: 'cant',
  will: 'would ill',
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
}
const PLAIN = new Map(
  Object.entries(IRREGULAR).flatMap(([plain, forms]) =>
    forms.split(' ').map((form): [string, string] => [form, plain]),
  ),
)

/** Shorter words have no ending to lose. */
const SHORTEST = 4
/** What is left of a word must still be one. */
const SHORTEST_STEM = 3
const VOWEL = /[aeiouy]/
const LATIN = /^[a-z]+$/

/**
 * A word without its English ending, so that charge, charges, charged and charging are one. To be compared, not read;
 * other scripts stay as they are. O(length).
 */
export function stem(word: string): string {
  const plain = PLAIN.get(word)
  if (plain !== undefined) return plain
  if (!LATIN.test(word)) return word
  if (word.length < SHORTEST) return undoubled(word)
  const one = singular(word)
  if (one.endsWith('ied')) return `${one.slice(0, -3)}y`
  const bare = undoubled(withoutTense(one))
  return bare.length >= SHORTEST && bare.endsWith('e') ? bare.slice(0, -1) : bare
}

/** Stopped and stop, cancelled and canceled are one; then call and add lose a letter too. */
const undoubled = (word: string): string => word.replace(/([bdgklmnprt])\1$/, '$1')

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2)
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word
}

function withoutTense(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const rest = word.slice(0, -ending.length)
    if (!word.endsWith(ending) || rest.length < SHORTEST_STEM || !VOWEL.test(rest)) continue
    return rest
  }
  return word
}

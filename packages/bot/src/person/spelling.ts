import { buildMender } from '../mender.ts'
import { type Rewritten, rewrite } from '../rewritten.ts'

/** Words a request for a person is made of, long enough that a slip in one leaves it readable. */
const WORDS =
  'agent assistant assistance chat chatting connect contact contacting customer direct human manager operator person ' +
  'reach representative service somebody someone speak speaking supervisor support talk talking transfer with'
/** Other words one slip away from those. */
const ORDINARY =
  'agents agents assist assistants chap char chart cheat chant hat cat what that coat chats chatted connects ' +
  'contacts contract contrast content costumer customers directs humans humane managed managers manages ' +
  'operators parson persons personal prison beach each react teach peach reached representatives services peak ' +
  'speaks steak sneak spear speaker breach hunan manage persona serviced argent contacted directed tack weak ' +
  'supports balk folk stalk take tale tall tank task talks walk talc walking taking tanking transfers wish ' +
  'width wit witch pith management operate'
/** Written as one word with what follows: "tosomebody". */
const JOINED =
  /^(to|with|an|a|the|ya|u)(agent|human|operator|person|representative|somebody|someone|talk|speak|chat|direct)$/u
const LITTLE: Readonly<Record<string, string>> = {
  ot: 'to',
  tto: 'to',
  na: 'an',
  wth: 'with',
  spk: 'speak',
  sb: 'somebody',
  ppl: 'people',
  hooman: 'human',
  hoomans: 'humans',
  tlk: 'talk',
}

const meant = buildMender(WORDS, ORDINARY)

/** Mends slips in the words that ask for a person. Linear in the text. */
export const mendSpelling = (folded: string): Rewritten => rewrite(folded, /[a-z']+/gu, mend)

function mend(word: string): string {
  const little = Object.hasOwn(LITTLE, word) ? LITTLE[word] : undefined
  if (little !== undefined) return little
  const joined = JOINED.exec(word)
  return joined ? `${joined[1]} ${joined[2]}` : meant(word)
}

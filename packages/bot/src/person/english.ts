const KIND =
  '(?:(?:real|live|actual|human|proper|physical|customer|service|support|sales|senior|freaking|fucking|damn|bloody)[ -]+)'
const SOMEBODY =
  '(?:person|human(?: being)?|agent|representative|rep|operator|advis[eo]r|assistant|specialist|manager|supervisor|somebody|someone|customer (?:service|support|care)|support(?: team| staff)?|staff(?: member)?|employee|people|team member)'
const ARTICLE = '(?:(?:an?|the|one|some|your|any|one of your|another)\\s+)?'
const WHO = `${ARTICLE}${KIND}*${SOMEBODY}(?![\\p{L}-])`
/** An agent that is a trade, or a part of a name, is not one of ours. */
const OUR_AGENT = '(?<!(?:travel|estate|cleaning|insurance|booking|user|shipping|buying|local) )'

/** A message of only this asks for a person. */
export const ENGLISH_WHOLE =
  /^(?:(?:please|pls|hi|hello|hey|ok|just|i want|i need|can i have|get me|give me)\s+)*(?:an? |the |some )?(?:(?:real|live|human|actual|customer service|customer support|support|service)\s+)*(?:person|human|agent|representative|rep|operator|advis[eo]r|live chat|live support|customer service|customer support|human being|human support|human help)(?:\s+(?:please|pls|now|thanks|thank you))*$/u

export const ENGLISH_REQUESTS: readonly RegExp[] = [
  new RegExp(`\\b(?:talk|speak|chat|speaking|talking|chatting|spk)\\s+(?:to|with|wth|2)\\s+${WHO}`, 'gu'),
  new RegExp(
    `\\b(?:connect|transfer|switch|escalate|forward|redirect|hand|pass|put)\\s+(?:me\\s+|us\\s+|this\\s+)?(?:over\\s+|through\\s+|on\\s+)?(?:to|with|thru)?\\s*${WHO}`,
    'gu',
  ),
  new RegExp(
    `\\b(?:need|want|get|get me|give me|prefer|like|have|find|call|contact|reach|see|request|ask for|looking for|help from|assistance from)\\s+(?:to\\s+)?${ARTICLE}(?:(?:real|live|actual|human|proper)[ -]+(?:person|human|being|agent|representative|rep|operator|help|support|advis[eo]r|assistance|assistant)|${OUR_AGENT}(?:human|agent|representative|operator))(?![\\p{L}-])(?! (?:code|id|number|fee|commission|error|size|hair|body))`,
    'gu',
  ),
  new RegExp(
    `\\b(?:contact|contacting|reach|reaching)\\s+${ARTICLE}${KIND}*(?:person|human|agent|representative|rep|operator|assistant|somebody|someone)(?![\\p{L}-])`,
    'gu',
  ),
  /\b(?:real|live|actual)[ -]+(?:person|human|agent|representative|rep|operator)\b/gu,
  /\bhuman (?:agent|being|support|representative|assistance|help|operator|please|now|advis[eo]r)\b/gu,
  /\b(?:agent|representative|operator|human)[ ,]+(?:please|pls)\b/gu,
  /\b(?:is|are) (?:there )?(?:any ?one|any ?body|someone|somebody) (?:there|real|human|available|alive|i can (?:talk|speak) (?:to|with))\b/gu,
  /\b(?:no|stop|hate|don'?t want|without|not another)\s+(?:(?:more|a|the|this|these|talking to|want|to|talk|with|speak|another|any)\s+)*(?:ro)?bots?\b(?! (?:vacuum|mower|cleaner|toy))/gu,
]

/** What the words before a request turn round: "I don't need an agent". */
export const ENGLISH_REFUSAL =
  /\b(?:don'?t|do not|no need|not|never|without|didn'?t|rather not)\s+(?:(?:want|need|have|like|to|wish|for|you|going|a|an)\s+)*$/u

/** Asks what it speaks with, rather than for a person. */
export const ENGLISH_IDENTITY =
  /\b(?:are|r) (?:you|u) (?:really |actually |even )?(?:an? )?(?:real |actual |live |human )?(?:(?:chat ?)?bot|robot|ai|machine|human|person|human being|agent|real|computer|program)\b|\b(?:is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? )?(?:real |actual |live )?(?:(?:chat ?)?bot|robot|ai|machine|human|person|agent)\b|\b(?:if|whether) (?:you|this|it) (?:are|is|r) an? (?:real |actual |live )?(?:(?:chat ?)?bot|robot|ai|machine|human|person)\b|\b(?:talking|speaking|chatting) (?:to|with) (?:someone|somebody|anyone) real\b|\bis this an? computer\b|\b(?:who|what) are you\b/u

// Matched against text whose slips are mended (see spelling.ts), in lower case.

const KIND =
  '(?:(?:real|live|living|actual|human|proper|physical|customer|different|better|service|support|sales|senior|free|available|freaking|fucking|goddamn|damn|bloody)[ -]+)'
const SOMEBODY =
  '(?:person|human(?: being)?|agent|representative|rep|operator|advis[eo]r|assistant|specialist|manager|supervisor|somebody|someone|(?:support|service) (?:team|staff)|staff(?: member)?|employee|colleague|people|humans|team member)'
const ARTICLE = '(?:(?:an?|the|one|some|your|any|one of your|another|[a-z]{1,2})\\s+)?'
/** An agent that is a trade, or a part of a name, is not one of ours. */
const A_TRADE =
  '(?<!(?:travel|estate|cleaning|insurance|booking|user|shipping|buying|local|delivery|release|free|shipping) )'
const WHO = `${ARTICLE}${KIND}*${A_TRADE}${SOMEBODY}(?![\\p{L}-])(?! (?:code|id|number|fee|commission|error|size|hair|body))`
/** A department rather than somebody: how to reach it is a question about the shop, being put through to it is not. */
const DEPARTMENT = '(?:customer (?:service|support|care|assistance)|live (?:chat|support|help))'

/** A message of only this asks for a person. */
export const ENGLISH_WHOLE =
  /^(?:(?:please|pls|hi|hello|hey|ok|no|just|i want|i need|i said|can i have|get me|give me)\s+)*(?:an? |the |some )?(?:(?:real|live|human|actual|customer service|customer support|support|service)\s+)*(?:persons?|humans?|agents?|representative|rep|operator|advis[eo]r|manager|supervisor|live chat|live support|customer service|customer support|customer rep|customer care|human being|escalate|escalate (?:this|it)|human support|human help|escalate|escalate (?:this|it)|(?:connect|transfer) me)(?:\s+(?:please|pls|now|right now|thanks|thank you|human|agent|operator|representative))*$/u

export const ENGLISH_REQUESTS: readonly RegExp[] = [
  // Talk to somebody, speak with an agent, chat with one of your people
  new RegExp(`\\b(?:talk|speak|chat|speaking|talking|chatting)\\s*(?:to|with|2)\\s+${WHO}`, 'gu'),
  new RegExp(
    `\\b(?:talk|speak|chat)\\s+(?:to|with)\\s+(?:the |your )?${DEPARTMENT} (?:right |straight )?(?:now|away|immediately)\\b`,
    'gu',
  ),
  // Connect me to somebody, put me through to customer service
  new RegExp(
    `\\b(?:connect|transfer|switch|escalate|forward|redirect|direct|hand|pass|put|patch)\\s+(?:to\\s+)?(?:me|us|this|my (?:call|case|chat|issue))\\s+(?:over\\s+|through\\s+|on\\s+|up\\s+)?(?:to|with|thru)?\\s*(?:${WHO}|(?:the |your )?${DEPARTMENT})`,
    'gu',
  ),
  new RegExp(
    `\\b(?:be|get) (?:connected|transferred|passed|forwarded|redirected|put through) (?:on |over )?(?:to|with) (?:${WHO}|(?:the |your )?${DEPARTMENT})`,
    'gu',
  ),
  /\b(?:get|put) (?:an? )?(?:some(?:one|body)|person|human|agent|representative|manager|supervisor) on(?: the)? (?:line|phone|chat)\b/gu,
  new RegExp(
    `\\b(?:connect|transfer|switch|escalate|forward|redirect|direct)\\s+(?:over\\s+)?(?:to|with)\\s+(?:an?\\s+|the\\s+|your\\s+)?${KIND}*(?:human|agent|representative|rep|operator|supervisor|manager)(?![\\p{L}-])`,
    'gu',
  ),
  // I need a human, get me an agent, is there a real person
  new RegExp(
    `\\b(?:need|want|get|get me|give me|send me|prefer|(?:would|'d) like|have|find|call|contact|reach|see|request|ask for|looking for|help from|assistance from|is there|are there|let me have)\\s+(?:to\\s+)?${ARTICLE}(?:(?:real|live|living|actual|human|proper)[ -]+(?:person|human|being|agent|representative|rep|operator|help|support|advis[eo]r|assistance|assistant)|${A_TRADE}(?:human|agent|representative|operator))(?![\\p{L}-])(?! (?:code|id|number|fee|commission|error|size|hair|body))`,
    'gu',
  ),
  new RegExp(
    `\\b(?:contact|contacting|reach|reaching|get hold of|get in touch with|get through to)\\s+${ARTICLE}${KIND}*${A_TRADE}(?:person|human|agent|representative|rep|operator|assistant|supervisor|somebody|someone)(?![\\p{L}-])`,
    'gu',
  ),
  /\b(?:want|need|get me|give me|get|find me) (?:to see )?(?:your |the |a )?(?:manager|supervisor)\b/gu,
  /\b(?:help|call(?: me)?(?: back)?|answered?|assist(?:ance|ed)?|helped|support) (?:from|by) an? (?:real |live |actual )?(?:person|human|agent|representative)\b/gu,
  /\b(?:let|have|get|ask) (?:an? |your |some ?)(?:human|agent|person|representative|operator|manager|supervisor|one)(?: from \w+)? (?:to )?(?:call|contact|help|talk|chat|answer|reply|handle|take over)\b/gu,
  /\b(?:want|need|like|prefer) (?:an? |your |some ?)(?:human|agent|person|representative|manager|one|body)(?: from \w+)? to (?:call|contact|help|talk|chat|answer|reply|handle|take over)\b/gu,
  /\bget me some(?:one|body)(?= *[.!,]|$| (?:else|who|from|real|to))/gu,
  /\bput an? (?:real |live )?(?:human|person|agent|manager) on\b/gu,
  // … but not a taxi
  /\b(?:can|could|will|would|please (?:have|ask)) (?:you |some ?(?:one|body) )(?:please )?(?:to )?(?:call|ring|phone) me(?: back)?(?= *(?:please|pls|asap|on|at|about|today|tomorrow|now|back|[?.!,]|$))/gu,
  /\b(?:deal|dealing) with an? (?:real |live |actual )?(?:person|human)\b/gu,
  /\b(?:can|could|please|want|need)(?: you| to| me| please)* escalate (?:this|it|my)\b/gu,
  /\bwho can i (?:talk|speak) (?:to|with)(?= (?:about this|here|now)| *[?.!,]|$)/gu,
  /(?<!(?:am|i'm|are|you're|is|it's) )\bnot (?:an?|some|another|this) (?:ro|chat ?)?bot\b(?! (?:vacuum|mower|cleaner|toy))/gu,
  /\bhuman (?:agent|support|representative|assistance|help|operator|please|now|advis[eo]r)\b/gu,
  /\b(?:agent|representative|operator|human|real person|live person)[ ,]+(?:please|pls|now)\b/gu,
  /^(?:an? )?(?:real|live|actual) (?:person|human|agent|operator)\b(?! (?:in|on|photo|picture|pic|model|wear|or)\b)/gu,
  /\bcan (?:an? )?(?:(?:real |live |actual )?(?:human|person|agent|representative|operator)|some(?:one|body) real) (?:from \w+ )?(?:please )?(?:call|contact|help|talk|chat|answer|reply|handle|take over|look|assist|get back)\b/gu,
  /\b(?:talk|speak|chat) (?:to|with) (?:an? |the )?(?:real|actual|live|human) one\b/gu,
  /\bany (?:real |live |actual |human )?(?:person|human|agent|operator|one|body) (?:here|there|available|online|i can (?:talk|speak|chat) (?:to|with))\b/gu,
  /\bany(?:one|body) (?:here |there )?i can (?:talk|speak|chat) (?:to|with)\b/gu,
  /\b(?:give|get|find) me (?:an? |some)(?:one|body|person|people) (?:(?:i can|to) (?:talk|speak|chat) (?:to|with)|real|else to talk to|who can help)\b/gu,
  /\b(?:is|are) (?:there )?(?:any ?one|any ?body|someone|somebody) (?:there|real|human|available|alive|i can (?:talk|speak) (?:to|with))\b/gu,
  /\b(?:no|stop|hate|don'?t want|without|not another|enough of|tired of|sick of)\s+(?:(?:more|a|the|this|these|talking to|want|to|talk|with|speak|another|any|your|stupid|useless)\s+)*(?:ro|chat ?)?bots?\b(?! (?:vacuum|mower|cleaner|toy))/gu,
]

/** What the words before a request turn round: "I don't need an agent". */
export const ENGLISH_REFUSAL =
  /\b(?:don'?t|do not|no need|not|never|without|didn'?t|rather not|instead of|hate|avoid|no longer|won'?t|wouldn'?t|needn'?t)\s+(?:(?:want|need|have|having|like|to|wish|for|you|going|a|an|please|me|be|get|talk(?:ed|ing)?|spoken?|connected|transferred)\s+)*$/u

/** A message of only this wants nobody. */
export const ENGLISH_NONE =
  /^(?:(?:no|nope|but|ok|please|and|thanks|thank you) )*(?:i )?(?:(?:don'?t|do not|didn'?t|did not) (?:want|need|ask for)(?: to (?:talk|speak|chat) (?:to|with))?|no need (?:for|of)|no|not) (?:an? |any |the )?(?:real |live )?(?:person|people|human|humans|agent|agents|operator|anybody|anyone)(?: (?:please|thanks|thank you|now|yet))*$/u

/** A question about whether one is needed, and a story about another one, ask for nobody. */
export const ENGLISH_MENTION =
  /\b(?:do|would|will|must|should|did|does) (?:i|we|you|one) (?:(?:really|even|always|still) )?(?:(?:have|need) to |need )$|\b(?:i|we|he|she|they|who|that) (?:was|were|had|has|got|spoke|talked|chatted)\b[^.!?]{0,30}$/u

/** Asks what it speaks with, rather than for a person. */
export const ENGLISH_IDENTITY =
  /\b(?:are|r) (?:you|u) (?:really |actually |even |just )?(?:an? )?(?:real |actual |live |human )?(?:(?:chat ?)?bot|robot|ai|machine|human|person|human being|agent|real|computer|program|(?:chat ?)?gpt|(?:large )?language model|llm|siri|alexa|gemini|claude|copilot|deepseek)\b|\b(?:is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? )?(?:real |actual |live )?(?:(?:chat ?)?bot|robot|ai|machine|human|person|agent)\b|\b(?:if|whether) (?:you|this|it) (?:are|is|r) an? (?:real |actual |live )*(?:(?:chat ?)?bot|robot|ai|machine|human|person)\b|\b(?:talking|speaking|chatting) (?:to|with) (?:someone|somebody|anyone) real\b|\bis this an? computer\b|\b(?:who|what) are you\b|\bwhat(?:'s| is) your name\b|\bdo you have a name\b|\bprove (?:that )?(?:you|u)(?:'re| are| r)? (?:not )?(?:an? )?(?:real |actual )?(?:(?:chat ?)?bot|robot|human|person|machine|real)\b/u

/** "Third time I ask", 问了三遍了: that it is asked again says nothing of what is asked. */
const INSISTS =
  /(?<![a-z])(?:(?:this|it) is |it's |for )?(?:now )?(?:the |my )?(?:second|third|fourth|fifth|tenth|umpteenth|\d{1,3}(?:nd|rd|th)) time (?:now )?(?:(?:that )?(?:i(?:'m| am|'ve| have)?|im) )?(?:been )?ask(?:ing|ed)?(?: (?:you|this|that|about this|now|already))*(?![a-z])|(?<![a-z])(?:(?:as )?i(?:'ve| have)? )(?:already |just )(?:asked|told|said)(?: (?:you|this|that|it|before|already))*(?![a-z])|(?<![a-z])(?:i(?:'m| am) )?asking again(?![a-z])|我?(?:都|已经|已經|这都|這都|这|這)?(?:是)?第[二两兩三四五六七八九十几幾n\d]{1,4}[次遍回](?:来|來)?(?:问|問|说|說)(?:你们|你們|你)?了?|我?(?:都|已经|已經)?(?:问|問|说|說)(?:你们|你們|你|过|過|了)?(?:[两兩三四五六七八九十几幾好\d]{1,4}|好几|好幾|多少)[次遍回]了?|我?(?:刚才|剛才|刚刚|剛剛|都|已经|已經)(?:问|問)(?:过|過)(?:你们|你們|你)?了?/gu

/** Courtesy and haste as they are typed in a hurry: nobody writes phrasings so, and they mean nothing for what is wanted. */
const HASTE = /(?<![a-z'])(?:pls+|plz+|plss|asap|a\.s\.a\.p\.?|thx|tysm|urgently|quickly)(?![a-z'])/gu

/** What one says first: thanks for the last answer, and whatever comes before one knows how to put it. */
const HESITATES =
  /^(?:[嗯呃额額啊哦喔噢欸诶唉]|(?:那个|那個|这个|這個)(?=[我就你您嗯呃，, ]|那个|那個)|就是(?:说|說)?(?=[我你您上前昨今那这這])|然后|然後|(?:um+|uh+|erm*|hmm*|well|so(?= (?:i|my|we|the|can|could|how|where|when)(?![a-z]))|hi|hey|hello|thanks|thank you)(?![a-z'])|(?:谢谢|謝謝)(?:[你您]|(?![你您]))|好的|[\s，,、。.…~～-])+/u

/** A folded text without what is said around a request; as it is where nothing else would be left. */
export function withoutAsides(folded: string): string {
  const rest = folded.replace(INSISTS, ' ').replace(HASTE, ' ').trim().replace(HESITATES, '')
  return /[\p{L}\p{N}]/u.test(rest) ? rest : folded
}

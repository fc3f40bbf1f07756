/** "Third time I ask", 问了三遍了: that it is asked again says nothing of what is asked. */
const INSISTS =
  /(?<![a-z])(?:(?:this|it) is |it's |for )?(?:now )?(?:the |my )?(?:second|third|fourth|fifth|tenth|umpteenth|\d+(?:nd|rd|th)) time (?:now )?(?:(?:that )?(?:i(?:'m| am|'ve| have)?|im) )?(?:been )?ask(?:ing|ed)?(?: (?:you|this|that|about this|now|already))*(?![a-z])|(?<![a-z])(?:(?:as )?i(?:'ve| have)? )(?:already |just )(?:asked|told|said)(?: (?:you|this|that|it|before|already))*(?![a-z])|(?<![a-z])(?:i(?:'m| am) )?asking again(?![a-z])|我?(?:都|已经|已經|这都|這都|这|這)?(?:是)?第[二两兩三四五六七八九十几幾n\d]+[次遍回](?:来|來)?(?:问|問|说|說)(?:你们|你們|你)?了?|我?(?:都|已经|已經)?(?:问|問|说|說)(?:你们|你們|你|过|過|了)?(?:[两兩三四五六七八九十几幾好\d]+|好几|好幾|多少)[次遍回]了?|我?(?:刚才|剛才|刚刚|剛剛|都|已经|已經)(?:问|問)(?:过|過)(?:你们|你們|你)?了?/gu

/** A folded text without what only insists; as it is where nothing else would be left. */
export function withoutInsistence(folded: string): string {
  const rest = folded.replace(INSISTS, ' ')
  return /[\p{L}\p{N}]/u.test(rest) ? rest : folded
}

/** Praise that nobody means, whatever else is said. */
const NEVER_MEANT =
  /(?:我(?:真是|真的|可)?(?:谢谢|谢)你(?:们|全家|八辈|祖宗)|好得很(?=[啊呢哦呀!！。]|$)|(?:你们?|您|你家)(?:可|还)?真(?:行|可以|有意思|牛|会做生意|能耐|有本事|有你们的)|真有你们?的|可真有你们?的|呵呵(?!呵呵呵)|谢谢你全家|厉害了(?:你们|我的)|你们?(?:可真|真是)(?:太)?(?:厉害|能干|会玩|敬业|负责)(?=[啊了呀哦!！，,。]|$)|牛逼啊你们|服了(?:你们?|这)|(?:我|真|真是|也是|彻底|真的)服了(?!用|药|软)|(?:thanks?|cheers) (?:you )?(?:so much |a lot |very much )?for (?:nothing|wasting|ruining|losing|the runaround|not|making me|breaking)|(?:a )?(?:big|fat) (?:lot of )?help (?:you are|that was)|(?:lot of|fat lot of) (?:good|help) (?:you|that)|way to go(?! for| about)|gee,? thanks|slow clap|yeah,? right(?! (?:now|away))|as if (?:you|that) (?:care|help)|(?:just|oh) (?:great|wonderful|brilliant|perfect|lovely|fantastic|terrific)(?= *[.!,]| +(?:now|another|more|again|just|thanks)|$)|good luck getting|what a (?:great|wonderful|fantastic|lovely) (?:way|surprise) to (?:lose|treat|start|ruin)|real (?:helpful|nice|classy)|(?:great|nice|good|fantastic|excellent|brilliant) (?:job|work) (?:losing|breaking|ruining|messing|wasting|ignoring|not)|so much for (?:your|the|fast|same|next|great))/gu

/** Praise too warm for bad news: ironical where trouble stands beside it. */
const WARM =
  /(?:真是?(?:的)?(?:太)?(?:谢谢|感谢|辛苦)(?:你们?|您)?了?|真是?(?:太)?(?:好|棒|快|厉害|专业|贴心|负责|优秀|高效|靠谱|省心)(?:啊|呀|哦|呢|了)?|可真(?:快|好|棒|专业|贴心|负责|行|厉害)|太(?:棒|好|厉害|专业|优秀|贴心|快|感谢)了|好样的|干得漂亮|不愧是|great(?: job| work| service)?|nice (?:one|job|work|going)|well done|brilliant|wonderful|fantastic|awesome|amazing|excellent|lovely|bravo|congrat\w*|love (?:how|that|the way)|very professional|so (?:fast|helpful|professional)|super (?:fast|helpful)|real fast)/gu
const TROUBLE =
  /还没(?:有)?(?:到|发|收|退|动|处理|好|消息|人)|没收到|没到|没发|没人|没动静|没反应|坏(?:了|的|掉)|碎(?:了|成)|裂(?:了|开)|漏(?:了|水|发)|丢(?:了|件)|错(?:发|了)|发错|少发|破(?:了|损)|(?:又|再)(?:是|坏|错|延|拖|少|丢|没|让我|要我|来|一次)|[一二两三四五六七八九十几\d半]个?(?:天|周|月|星期|礼拜|小时|年)(?:了|还|都|才)|等了|才(?:发|到|回)|第[二三四五六\d]次|延迟|弄丢|搞错|取消了我|(?:still|again|another|broken|broke|lost|late|missing|damaged|delayed?|wrong|smashed|cracked|leaking|waiting|waited|never (?:arrived|came|showed)|hasn'?t|haven'?t|didn'?t (?:arrive|come|work)|not (?:here|working|arrived|delivered)|(?:third|fourth|second|3rd|2nd) time|weeks? (?:late|later|ago|now)|days? late|months? later|cancell?ed my|twice)/u
/** Two sides of a matter: what is good of it is meant. */
const CONTRAST = /但|不过|只是|就是|可是|然而|虽然|除了|but|however|although|though|except/u
/** Earlier messages this bad make warm thanks bitter. */
const BITTER = -0.25

/** Praise that is not meant, each where it stands. `before`: the score of the message before. Linear in the text. */
export function findIrony(folded: string, before = 0): RegExpExecArray[] {
  const sure = [...folded.matchAll(NEVER_MEANT)]
  const bad = TROUBLE.test(folded) && !CONTRAST.test(folded)
  // Thanks after a bad message may be thanks for the help that came; praise with a 真是 or an exclamation is not.
  const bitter = before <= BITTER && /真是|可真|oh |wow|!{2}/u.test(folded)
  if (!bad && !bitter) return sure
  const isApart = ({ index, 0: { length } }: RegExpExecArray) =>
    sure.every((each) => index + length <= each.index || index >= each.index + each[0].length)
  return [...sure, ...[...folded.matchAll(WARM)].filter(isApart)]
}

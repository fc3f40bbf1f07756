/** What a face says by itself. Skin tones and variation marks behind it change nothing. */
export const FACES = {
  angry: /[😡🤬👿😠💢🖕]|>:-?\(/gu,
  negative: /[😢😞😔😩😫😤🙁☹👎💔😒🙄😑😖😣😿🤮🤢😓]|(?<![\w:]):-?\((?![\w(])|:'\(/gu,
  /** Cries for joy as often as for grief: it says what the words beside it do. */
  crying: /[😭]/gu,
  anxious: /[😰😨😱😟😧😥🆘]/gu,
  positive: /[👍😊😀😁😄😃🙂🥰😍❤💕🙏🎉👌😘💯🌹☺👏]|(?<![\w:]):-?\)(?!\w)/gu,
  laughing: /[😂🤣😆😹😜😝😛🤪😏]/gu,
} as const

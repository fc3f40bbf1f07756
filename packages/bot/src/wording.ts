import type { Locale, Localized } from '@baton/protocol'

/** What the bot says in every workspace; a workspace's own sentences are in its pack. */
export const WORDING = {
  /** Before the greeting, when the name is known. `{name}` */
  hello: { en: 'Hello {name}.', 'zh-CN': '{name}，你好！', 'zh-TW': '{name}，您好！' },
  /** Somebody of whom we know what they came for the last time. `{want}` */
  lastTime: {
    en: 'Last time you asked: “{want}” If that is still open, just say so.',
    'zh-CN': '上次你问的是“{want}”，如果还没解决，直接说就行。',
    'zh-TW': '上次您問的是「{want}」，如果還沒解決，請直接告訴我。',
  },
  thanks: [
    {
      en: 'You are welcome. Is there anything else?',
      'zh-CN': '不客气。还有别的需要帮忙吗？',
      'zh-TW': '不客氣。還有其他需要協助的嗎？',
    },
    { en: 'Gladly.', 'zh-CN': '应该的，随时找我。', 'zh-TW': '很高興能幫上忙。' },
    { en: 'Any time.', 'zh-CN': '客气了。', 'zh-TW': '您太客氣了。' },
  ],
  goodbye: [
    {
      en: 'Goodbye. Write any time you need something.',
      'zh-CN': '再见，有需要随时找我。',
      'zh-TW': '再見，有需要隨時跟我說。',
    },
    { en: 'Goodbye, and thank you for writing.', 'zh-CN': '再见，祝你一切顺利。', 'zh-TW': '再見，祝您一切順利。' },
  ],
  fine: [
    {
      en: 'All right. If you need anything else, just ask.',
      'zh-CN': '好的，还有需要的话直接说就行。',
      'zh-TW': '好的，還有需要的話請直接告訴我。',
    },
    { en: 'Good. I am here if anything comes up.', 'zh-CN': '好，有事随时叫我。', 'zh-TW': '好的，有事隨時找我。' },
    { en: 'Understood.', 'zh-CN': '明白。', 'zh-TW': '了解。' },
  ],
  identity: {
    en: 'I am a bot, not a person.',
    'zh-CN': '我是机器人，不是真人。',
    'zh-TW': '我是機器人，不是真人。',
  },
  /** Asked for jokes and the like, or to be something else. */
  play: {
    en: 'That is not something I do.',
    'zh-CN': '这个我不会，也不做。',
    'zh-TW': '這個我不會，也不做。',
  },
  /** Is anybody there? */
  nudge: {
    en: 'I am here. Tell me in a few words what you need.',
    'zh-CN': '我在。需要什么，用几个字告诉我就行。',
    'zh-TW': '我在。需要什麼，用幾個字告訴我就可以。',
  },
  cancelled: {
    en: 'All right, I stopped that. What else can I do for you?',
    'zh-CN': '好的，不查了。还有别的需要帮忙吗？',
    'zh-TW': '好的，先不處理了。還有其他需要協助的嗎？',
  },
  /** After a question in between, before the flow's own question. `{name}` */
  backTo: {
    en: 'Back to “{name}”:',
    'zh-CN': '接着办“{name}”：',
    'zh-TW': '回到「{name}」：',
  },
  /** … where the flow waits for a yes or no. `{name}` */
  goOn: {
    en: 'Shall we go on with “{name}”?',
    'zh-CN': '“{name}”还要接着办吗？',
    'zh-TW': '「{name}」要繼續辦嗎？',
  },
  /** The customer was away for hours. `{name}` */
  goOnLater: {
    en: 'Earlier we were in the middle of “{name}”. Shall we go on with it?',
    'zh-CN': '之前我们在办“{name}”，还没办完。要接着办吗？',
    'zh-TW': '先前我們在辦「{name}」，還沒辦完。要繼續嗎？',
  },
  /** A slot was corrected. `{value}` */
  corrected: {
    en: 'All right, {value} then.',
    'zh-CN': '好的，改成 {value}。',
    'zh-TW': '好的，改成 {value}。',
  },
  /** What was spoken of before the case was opened again. `{value}` */
  stillAbout: { en: 'Is it still about {value}?', 'zh-CN': '还是 {value} 吗？', 'zh-TW': '還是 {value} 嗎？' },
  /** A long number that was spoken, before anything is done with it. `{value}` */
  heardNumber: {
    en: 'I heard {value}, is that right?',
    'zh-CN': '我听到的是 {value}，对吗？',
    'zh-TW': '我聽到的是 {value}，對嗎？',
  },
  /** … it was heard wrongly. */
  orKeypad: {
    en: 'You can also key it in.',
    'zh-CN': '也可以用键盘按号码。',
    'zh-TW': '也可以用鍵盤輸入號碼。',
  },
  /** One thing is likely, and not likely enough to be done unasked. `{name}` */
  likely: { en: 'Is it about “{name}”?', 'zh-CN': '你是想问“{name}”吗？', 'zh-TW': '您是想問「{name}」嗎？' },
  /** Before an answer, where several questions are answered at once. `{name}` */
  under: { en: '{name}:\n', 'zh-CN': '{name}：\n', 'zh-TW': '{name}：\n' },
  /** A question among others that was not understood. `{question}` */
  unclear: {
    en: 'I am not sure what “{question}” means. Please ask it in other words.',
    'zh-CN': '“{question}”我没有把握，请换个说法再问一次。',
    'zh-TW': '「{question}」我沒有把握，請換個說法再問一次。',
  },
  /** Of several tasks, which is taken first. `{first}`, `{names}` of the others */
  firstOf: {
    en: '“{first}” first; after that, {names}.',
    'zh-CN': '先办“{first}”，之后再看{names}。',
    'zh-TW': '先處理「{first}」，之後再看{names}。',
  },
  /** What was asked besides, and is not begun in the middle of another task. `{names}` */
  afterThat: {
    en: 'After that I can help with: {names}.',
    'zh-CN': '之后我再帮你看{names}。',
    'zh-TW': '之後我再協助您處理{names}。',
  },
  /** A file came without a word. */
  files: {
    en: 'I have your file, but I cannot look into it. Tell me what it is about, or ask for a person, who can.',
    'zh-CN': '文件收到了，不过我看不了里面的内容。请用文字说说是什么事，也可以转人工查看。',
    'zh-TW': '檔案收到了，不過我無法查看裡面的內容。請用文字說明是什麼事，也可以轉接真人查看。',
  },
} as const satisfies Record<string, Localized | readonly Localized[]>

/** A text in the reader's language. */
export const say = (text: Localized, locale: Locale): string => text[locale]

/** A text in the reader's language with its places filled. */
export const put = (text: Localized, locale: Locale, values: Readonly<Record<string, string>>): string =>
  say(text, locale).replace(/\{(\w+)\}/gu, (place, name: string) => values[name] ?? place)

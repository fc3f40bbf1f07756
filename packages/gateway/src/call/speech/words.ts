import type { Locale } from '@baton/protocol'
import type { CallWords } from '@baton/relay/call'

/** What the call itself says, the bot's own words aside. */
export const CALL_WORDS: Record<Locale, Record<CallWords, string>> = {
  en: {
    areYouThere: 'Are you still there?',
    shallIStop: 'I cannot hear you. Shall we stop here? Say anything, and I will go on.',
    goodbye: 'I will end the call now. You can write to us in the chat at any time. Goodbye.',
    notCaught: 'Sorry, I did not catch that. Could you say it again?',
    offerPerson: 'Sorry, I still do not understand you. Say “a person”, or press zero, and I will get you somebody.',
    cannotHear: 'Sorry, I have trouble hearing you. Please write to us in the chat, or press zero for a person.',
    findingPerson: 'One moment please, I am getting you a person.',
    nobodyFree:
      'Nobody is free yet. You can stay on the line. Or hang up: you keep waiting, and a person answers you in the chat.',
    mayRecord: 'This call may be recorded. To agree, press one or say yes. If not, press two or say no.',
    recorded: 'Thank you. The call is recorded from now on. Say “stop recording” to end that.',
    notRecorded: 'The call is not recorded.',
  },
  'zh-CN': {
    areYouThere: '您还在吗？',
    shallIStop: '我听不到您的声音。要不要先到这里？您说句话，我们就继续。',
    goodbye: '那我先挂断了，您随时可以在聊天里找我们。再见。',
    notCaught: '抱歉，我没有听清，请您再说一遍。',
    offerPerson: '抱歉，我还是没听明白。您说“人工”，或者按零，我就为您转人工客服。',
    cannotHear: '抱歉，我这边听不清您的声音。请在聊天里打字，或者按零转人工。',
    findingPerson: '请稍等，正在为您转接人工客服。',
    nobodyFree: '暂时还没有客服空闲。您可以继续在线等候，也可以先挂断：您仍在排队，客服会在聊天里回复您。',
    mayRecord: '本次通话可能会录音。同意请按一，或者说“同意”；不同意请按二，或者说“不同意”。',
    recorded: '谢谢，从现在起通话会录音。不想再录音时，请说“停止录音”。',
    notRecorded: '本次通话不录音。',
  },
  'zh-TW': {
    areYouThere: '您還在嗎？',
    shallIStop: '我聽不到您的聲音。要不要先到這裡？您說句話，我們就繼續。',
    goodbye: '那我先掛斷了，您隨時可以在聊天裡找我們。再見。',
    notCaught: '抱歉，我沒有聽清楚，請您再說一次。',
    offerPerson: '抱歉，我還是沒聽懂。您說「真人」，或者按零，我就為您轉接客服專員。',
    cannotHear: '抱歉，我這邊聽不清楚您的聲音。請在聊天裡打字，或者按零轉接專員。',
    findingPerson: '請稍候，正在為您轉接客服專員。',
    nobodyFree: '目前還沒有專員空閒。您可以繼續在線等候，也可以先掛斷：您仍在排隊，專員會在聊天裡回覆您。',
    mayRecord: '本通電話可能會錄音。同意請按一，或者說「同意」；不同意請按二，或者說「不同意」。',
    recorded: '謝謝您，從現在起通話會錄音。不想再錄音時，請說「停止錄音」。',
    notRecorded: '本通電話不錄音。',
  },
}

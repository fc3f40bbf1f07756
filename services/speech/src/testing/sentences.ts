/**
 * What callers say, out of a shop's example phrases. None has a figure or a sign: what is recognised can be compared word by
 * word. Nothing is chosen by them.
 */
export const SERVICE = [
  'where is my order',
  'has my order shipped yet',
  'please check the progress of my order',
  'is my order on its way',
  'change my delivery address',
  'how long does shipping take',
  'can you send me the invoice',
  'do you have this in stock',
  'I want my money back',
  'how can I return this',
  'I want to return this',
  "I've forgotten my password",
  'payment failed again',
  'agent please',
  'I want to talk to a person',
] as const

/** What nobody says to a shop. The border is where one in twenty of them is let through; they are never measured with. */
export const OFF_TOPIC_TUNING = [
  'the cat sat on the warm kitchen floor',
  'my brother plays the violin in an orchestra',
  'please turn on the lights in the bedroom',
  'the mountain was covered with fresh snow',
  'he bought seven green apples at the market',
  'we walked along the river until sunset',
  'the teacher wrote a poem about autumn leaves',
  'how many planets are there in the solar system',
  'my favourite colour has always been blue',
  'the train to Edinburgh leaves from platform nine',
  'she is learning to ride a horse this summer',
  'did you watch the football game last night',
  'the doctor says I should drink more water',
  'bake the bread for forty minutes',
  'they painted the old fence white',
  'our neighbours have three small dogs',
  'the museum opens at ten in the morning',
  'put the guitar back against the wall',
  'I dreamt about flying over the ocean',
  'the price of oil went up again',
] as const

/** Other sentences of the same kind, which the measurement is made with. */
export const OFF_TOPIC = [
  'what is the weather like in Paris tomorrow',
  'the children built a castle out of sand',
  'my grandmother grew roses behind the house',
  'who won the election in nineteen ninety two',
  'a yellow butterfly landed on the window',
  'set an alarm for half past six',
  'the engine makes a strange noise when it rains',
  'I would rather live in the mountains than by the sea',
  'the pianist forgot the second movement',
  'tell me a joke about penguins',
  'there is a spider in the bathroom',
  'our flight to Madrid was full of students',
  'chop the onions and fry them in butter',
  'my knees hurt after running',
  'the library has a book about volcanoes',
  'is it going to snow this weekend',
  'he repaired the roof before the storm',
  'play some jazz in the living room',
  'the president gave a long speech',
  'we saw a whale near the harbour',
  'turn left after the petrol station',
  'the soup needs a little more salt',
  'her sister studies medicine in Vienna',
  'let us meet at the station tonight',
] as const

/** Mandarin of the demo: it is among the everyday phrases. */
export const MANDARIN = ['转人工', '是的', '不是', '查订单', '我要退款', '取消订单', '谢谢', '再见'] as const

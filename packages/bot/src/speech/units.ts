import type { Localized } from '@baton/protocol'

type Unit = Localized & { one: string }

const unit = (one: string, en: string, simplified: string, traditional = simplified): Unit => ({
  one,
  en,
  'zh-CN': simplified,
  'zh-TW': traditional,
})

/** Units by how they are written behind a number. */
export const UNITS: Readonly<Record<string, Unit>> = {
  kg: unit('kilogram', 'kilograms', '公斤'),
  g: unit('gram', 'grams', '克', '公克'),
  mg: unit('milligram', 'milligrams', '毫克'),
  km: unit('kilometre', 'kilometres', '公里'),
  m: unit('metre', 'metres', '米', '公尺'),
  cm: unit('centimetre', 'centimetres', '厘米', '公分'),
  mm: unit('millimetre', 'millimetres', '毫米', '公釐'),
  'm²': unit('square metre', 'square metres', '平方米', '平方公尺'),
  'm³': unit('cubic metre', 'cubic metres', '立方米', '立方公尺'),
  ml: unit('millilitre', 'millilitres', '毫升'),
  l: unit('litre', 'litres', '升', '公升'),
  '°c': unit('degree Celsius', 'degrees Celsius', '摄氏度', '度'),
  '℃': unit('degree Celsius', 'degrees Celsius', '摄氏度', '度'),
  '°f': unit('degree Fahrenheit', 'degrees Fahrenheit', '华氏度', '華氏度'),
  '°': unit('degree', 'degrees', '度'),
  w: unit('watt', 'watts', '瓦'),
  v: unit('volt', 'volts', '伏', '伏特'),
  kwh: unit('kilowatt-hour', 'kilowatt-hours', '度'),
  kb: unit('kilobyte', 'kilobytes', '千字节', '千位元組'),
  mb: unit('megabyte', 'megabytes', '兆字节', '百萬位元組'),
  gb: unit('gigabyte', 'gigabytes', '吉字节', '十億位元組'),
  h: unit('hour', 'hours', '小时', '小時'),
  hrs: unit('hour', 'hours', '小时', '小時'),
  min: unit('minute', 'minutes', '分钟', '分鐘'),
  s: unit('second', 'seconds', '秒'),
}

/** For expressions: the units as they are written, the longest first. */
export const UNIT = Object.keys(UNITS)
  .sort((left, right) => right.length - left.length)
  .join('|')

/** Festivals of the lunar calendar, by their days in ours (Hong Kong Observatory's conversion tables). */
const LUNAR: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  spring: {
    2025: '01-29',
    2026: '02-17',
    2027: '02-06',
    2028: '01-26',
    2029: '02-13',
    2030: '02-03',
    2031: '01-23',
    2032: '02-11',
  },
  dragonBoat: {
    2025: '05-31',
    2026: '06-19',
    2027: '06-09',
    2028: '05-28',
    2029: '06-16',
    2030: '06-05',
    2031: '06-24',
    2032: '06-12',
  },
  midAutumn: {
    2025: '10-06',
    2026: '09-25',
    2027: '09-15',
    2028: '10-03',
    2029: '09-22',
    2030: '09-12',
    2031: '10-01',
    2032: '09-19',
  },
}

const lunar =
  (festival: keyof typeof LUNAR) =>
  (year: number): string | undefined =>
    LUNAR[festival]?.[year]
const fixed = (day: string) => () => day

/** The fourth Thursday of November and what hangs on it, for a year. */
const thanksgiving =
  (plus: number) =>
  (year: number): string => {
    const first = new Date(Date.UTC(year, 10, 1)).getUTCDay()
    const day = 1 + ((4 - first + 7) % 7) + 21 + plus
    return day <= 30 ? `11-${String(day).padStart(2, '0')}` : `12-0${day - 30}`
  }

/** How days are called rather than numbered, and which day of a year each is. */
export const FESTIVALS: readonly { name: string; dayIn: (year: number) => string | undefined }[] = [
  { name: '双十一|双11(?!\\d)|光棍节|singles.? day', dayIn: fixed('11-11') },
  { name: '双十二|双12(?!\\d)', dayIn: fixed('12-12') },
  { name: '(?<!\\d)618(?=大促|活动|那天|当天|的时候|期间|买|下单|购物节)|六一八', dayIn: fixed('06-18') },
  { name: '国庆节?|十一(?=假期|长假|黄金周)', dayIn: fixed('10-01') },
  { name: "元旦|new year'?s day", dayIn: fixed('01-01') },
  { name: '跨年夜?|new year.?s eve', dayIn: fixed('12-31') },
  { name: '平安夜|christmas eve', dayIn: fixed('12-24') },
  {
    name: '圣诞节?(?!树|帽|老人|礼|贺|装|袜|红|玫)|christmas(?: day)?(?! (?:tree|card|jumper|sweater|gift|present))',
    dayIn: fixed('12-25'),
  },
  { name: "情人节|valentine'?s(?: day)?", dayIn: fixed('02-14') },
  { name: '妇女节|女神节|三八节', dayIn: fixed('03-08') },
  { name: '劳动节|五一(?=假期|放假|节|期间|长假|当天|之?[前后])', dayIn: fixed('05-01') },
  { name: '儿童节', dayIn: fixed('06-01') },
  { name: '教师节', dayIn: fixed('09-10') },
  { name: '万圣节|halloween', dayIn: fixed('10-31') },
  { name: '春节|大年初一|chinese new year|lunar new year', dayIn: lunar('spring') },
  { name: '端午节?|dragon boat festival', dayIn: lunar('dragonBoat') },
  { name: '中秋节?|mid-?autumn festival', dayIn: lunar('midAutumn') },
  { name: 'thanksgiving(?: day)?|感恩节', dayIn: thanksgiving(0) },
  { name: 'black friday|黑色星期五|黑五', dayIn: thanksgiving(1) },
  { name: 'cyber monday', dayIn: thanksgiving(4) },
]

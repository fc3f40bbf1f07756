import type { ProductSlug, ProductText } from '../products.ts'

export const zhTW: Record<ProductSlug, ProductText> = {
  kettle: {
    name: '琺瑯煮水壺',
    summary: '留給不趕時間的早上',
    description: '壺底寬，受熱平均；壺嘴斷水乾淨，說停就停。櫸木提把不燙手，瓦斯爐、黑晶爐、IH 爐都適用。',
    material: '琺瑯鋼、櫸木',
  },
  lamp: {
    name: '紙罩桌燈',
    summary: '像黃昏那樣的光',
    description: '百褶紙罩把光線放軟，再落到桌上。調光鈕就在電線上，順手一轉就好。',
    material: '和紙、黃銅',
  },
  bowl: {
    name: '粗陶碗四入組',
    summary: '盛飯、裝湯，也放鑰匙',
    description: '手工拉坯、只上一次釉，留一點不規則，每一只都不同。可疊放，烤箱、洗碗機都沒問題。',
    material: '粗陶',
  },
  blanket: {
    name: '小羊毛蓋毯',
    summary: '天一冷，先拿它',
    description: '老織機織出來再細細刷毛，貼著皮膚也不刺。兩個人窩沙發夠大，帶去露營也不重。',
    material: '100% 小羊毛',
  },
  chair: {
    name: '細柱餐椅',
    summary: '坐得挺，也坐得久',
    description: '七支車製細柱，往後靠會輕輕退一步。全以榫接，不用螺絲，整張組好再出貨。',
    material: '梣木實木、護木油',
  },
  tray: {
    name: '胡桃木托盤',
    summary: '廚房到客廳，一趟就夠',
    description: '整塊木料挖成，邊緣夠高，端滿杯也放心，弧度剛好收住手指。平常擦乾淨，一年上兩次油。',
    material: '胡桃木',
  },
  mug: {
    name: '雀斑馬克杯',
    summary: '握把放得下三根手指',
    description: '陶土裡的鐵點透出釉面，就像雀斑。講完一通電話，咖啡還是溫的。',
    material: '粗陶',
  },
  vase: {
    name: '長頸花器',
    summary: '兩枝就很好看',
    description: '瓶口細，幾枝花就能站好，不必用海綿。底部加重，貓咪路過也不怕。',
    material: '瓷、霧面釉',
  },
  sofa: {
    name: '雙人沙發',
    summary: '下單後五週，為你做好',
    description: '下單後再挑布料與椅腳顏色，確認後由自家工坊製作。布套可以整組拆下來洗。',
    material: '松木骨架、棉麻混紡',
  },
  candle: {
    name: '松脂香氛蠟燭',
    summary: '在家走一段松林步道',
    description: '大豆蠟加入松脂與淡淡海鹽氣息，可燃燒約四十小時。用完洗乾淨，就是一只玻璃杯。',
    material: '大豆蠟、玻璃',
  },
  clock: {
    name: '靜音掛鐘',
    summary: '沒有滴答聲，也沒有數字',
    description: '掃秒機芯不出聲，掛在臥室也安靜。一顆電池大約用兩年。',
    material: '梣木、靜音機芯',
  },
  basket: {
    name: '柳編提籃',
    summary: '裝麵包、毛線，什麼都好',
    description: '整枝柳條編成，做籃子的這家人也自己種柳樹。剛用會有聲響，久了就服貼。',
    material: '柳條、棉布內襯',
  },
  board: {
    name: '橡木砧板',
    summary: '一面切菜，一面上菜',
    description: '徑切橡木不傷刀，也不容易翹。握把有孔，洗完掛著晾乾。',
    material: '橡木實木',
  },
  stool: {
    name: '三腳凳',
    summary: '什麼地板都站得穩',
    description: '三支腳，老磨石子地也不晃。爐邊當椅子，浴室當邊几，拿高處的東西踩一下。',
    material: '松木實木、皂洗處理',
  },
  cushion: {
    name: '亞麻抱枕',
    summary: '第一天就很柔軟',
    description: '水洗亞麻，只織一道條紋。附枕套與羽毛枕心，枕套可以機洗。',
    material: '亞麻、羽毛枕心',
  },
  shelf: {
    name: '掛鉤層架',
    summary: '下面掛外套，上面放植栽',
    description: '五支木鉤，每支都掛得住厚外套；上方一塊層板，放想常看見的東西。附螺絲與鑽孔紙型。',
    material: '梣木實木',
  },
}

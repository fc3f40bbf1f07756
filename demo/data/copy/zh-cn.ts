import type { ProductSlug, ProductText } from '../products.ts'

export const zhCN: Record<ProductSlug, ProductText> = {
  kettle: {
    name: '珐琅水壶',
    summary: '给慢一点的早晨',
    description: '宽底受热均匀，壶嘴收水利落，想停就停。榉木提手不烫手，燃气灶、电陶炉、电磁炉都能用。',
    material: '珐琅钢、榉木',
  },
  lamp: {
    name: '纸罩台灯',
    summary: '像傍晚一样的光',
    description: '百褶纸罩先把光揉软，再落到桌面上。调光旋钮就在电线上，伸手就够得到。',
    material: '和纸、黄铜',
  },
  bowl: {
    name: '粗陶碗四只装',
    summary: '盛饭、盛汤，也盛钥匙',
    description: '手工拉坯，只上一遍釉，保留一点不规整，所以没有两只一样。可以叠放，可进烤箱和洗碗机。',
    material: '粗陶',
  },
  blanket: {
    name: '羔羊毛盖毯',
    summary: '暖气来之前，它先到',
    description: '老织机织成，再细细拉绒，贴着皮肤也不扎。两个人窝在沙发上够大，带去阳台也不重。',
    material: '100% 羔羊毛',
  },
  chair: {
    name: '细柱靠背椅',
    summary: '坐得正，也坐得舒服',
    description: '七根车制细柱，往后靠时会轻轻让一让。全榫卯连接，不用螺丝，整椅送到家。',
    material: '实木白蜡木、木蜡油',
  },
  tray: {
    name: '胡桃木托盘',
    summary: '从厨房到沙发，一趟就好',
    description: '整板挖成，边沿够高，端满杯也安心，弧度正好放得下手指。擦净即可，一年上两次油。',
    material: '胡桃木',
  },
  mug: {
    name: '雀斑马克杯',
    summary: '杯把放得下三根手指',
    description: '陶土里的铁点透过釉面，像一层雀斑。打完一通电话，咖啡还是温的。',
    material: '粗陶',
  },
  vase: {
    name: '高颈花瓶',
    summary: '两枝就够了',
    description: '细颈能把几枝花稳稳立住，不用花泥。底部加重，猫来蹭也不倒。',
    material: '瓷、哑光釉',
  },
  sofa: {
    name: '双人沙发',
    summary: '下单后五周为你做好',
    description: '下单后再选面料和脚的颜色，确认后由自家工坊制作。外套可以整套拆下来洗。',
    material: '松木框架、棉麻混纺',
  },
  candle: {
    name: '松脂香薰蜡烛',
    summary: '在屋里走一趟松林',
    description: '大豆蜡里加了松脂和一点海盐的气息，可燃约四十小时。烧完的玻璃杯洗净还能喝水。',
    material: '大豆蜡、玻璃',
  },
  clock: {
    name: '静音挂钟',
    summary: '没有滴答，也没有数字',
    description: '秒针扫走不出声，挂在卧室也安静。一节电池大约用两年。',
    material: '白蜡木、静音机芯',
  },
  basket: {
    name: '柳编篮',
    summary: '装面包、毛线，或者随便什么',
    description: '整根柳条编成，做篮子的这家人自己也种柳树。刚开始会吱呀响，用着用着就贴合了。',
    material: '柳条、棉布内衬',
  },
  board: {
    name: '橡木砧板',
    summary: '一面切菜，一面上桌',
    description: '径切橡木不伤刀，也不容易变形。手柄上留了孔，洗完挂起来晾。',
    material: '实木橡木',
  },
  stool: {
    name: '三脚凳',
    summary: '什么地面都站得稳',
    description: '三条腿，老石板地上也不晃。灶边当座，浴缸边当几，够高处时踩一脚。',
    material: '实木松木、皂液处理',
  },
  cushion: {
    name: '亚麻抱枕',
    summary: '第一天就是软的',
    description: '石洗亚麻，只织一道条纹。含枕套和羽毛枕芯，枕套可机洗。',
    material: '亚麻、羽毛芯',
  },
  shelf: {
    name: '挂钩置物架',
    summary: '下面挂外套，上面放绿植',
    description: '五个木钩，每个都挂得住冬天的大衣；上面一块板，放想常常看见的东西。附螺丝和打孔模板。',
    material: '实木白蜡木',
  },
}

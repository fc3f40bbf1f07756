/**
 * Simplified and traditional forms of characters that are frequent in service talk, in pairs. Only pairs whose two
 * forms belong to one script each: 后, 里, 干 and others that both scripts write are left out of `SIMPLIFIED_ONLY`.
 */
const PAIRS =
  '们們这這个個来來时時说說对對为為没沒会會过過还還发發么麼样樣问問题題单單货貨运運费費退退换換价價钱錢付付款款订訂' +
  '购購买買卖賣给給从從进進请請谢謝让讓应應该該无無动動电電话話号號码碼帐帳账賬户戶员員务務场場点點东東车車门門开開关關' +
  '间間见見觉覺认認识識记記讲講谁誰课課词詞试試读讀语語误誤详詳诉訴评評证證议議许許论論设設访訪该該调調谈談谅諒谎謊' +
  '实實现現两兩万萬与與业業产產亲親亿億仅僅优優伤傷传傳体體价價众眾况況净淨冻凍减減几幾凭憑凤鳳击擊则則刚剛创創删刪' +
  '别別剂劑办辦劳勞势勢医醫华華协協历歷压壓厂廠厅廳参參双雙变變叶葉吗嗎听聽启啟员員响響哑啞围圍国國图圖圆圓团團块塊' +
  '坏壞坚堅处處备備复復够夠头頭夹夾奖獎妆妝妇婦妈媽学學宁寧宝寶宾賓寄寄审審宽寬寻尋导導将將尔爾尽盡层層属屬岁歲岛島' +
  '币幣师師帮幫带帶常常广廣庆慶库庫废廢张張弹彈强強归歸当當录錄态態总總恼惱恶惡愤憤愿願惊驚惯慣戏戲战戰扩擴扫掃扬揚' +
  '扰擾护護报報担擔拥擁择擇拨撥挂掛损損换換据據掉掉摆擺搅攪携攜摄攝数數断斷旧舊显顯晓曉暂暫术術机機权權条條极極构構' +
  '检檢楼樓标標树樹桥橋欢歡欧歐毁毀毕畢汇匯汉漢沟溝泪淚洁潔测測济濟浏瀏浓濃涨漲温溫湿濕满滿滚滾滞滯潜潛灭滅灯燈灵靈' +
  '炉爐烂爛烦煩烧燒热熱爱愛牵牽状狀独獨狱獄环環现現玛瑪画畫疗療疯瘋痒癢痛痛监監盖蓋盘盤码碼础礎确確礼禮离離种種积積' +
  '称稱稳穩穷窮窃竊竞競笔筆签簽简簡类類粮糧紧緊纠糾红紅纪紀约約级級纳納纸紙线線练練组組细細终終经經结結绑綁绝絕统統' +
  '继繼绩績续續维維绿綠缓緩编編缩縮缺缺网網罗羅罚罰职職联聯聪聰肤膚肿腫胜勝脏髒脑腦脚腳脱脫脸臉节節药藥获獲营營虑慮' +
  '虚虛虽雖补補装裝规規视視览覽触觸誉譽计計订訂订訂订訂讨討讯訊训訓译譯诊診询詢诚誠误誤课課调調贝貝负負财財责責质質' +
  '败敗账賬货貨贩販贪貪购購贮貯贯貫贱賤贴貼贵貴贷貸贸貿费費贺賀资資赔賠赖賴赚賺赛賽赞贊赠贈赶趕趋趨跃躍践踐踪蹤轨軌' +
  '转轉轮輪软軟轻輕载載较較辆輛输輸辞辭边邊达達迁遷迟遲适適选選递遞逻邏遗遺邮郵郁鬱酱醬释釋鉴鑑针針钟鐘钥鑰铁鐵铃鈴' +
  '银銀链鏈销銷锁鎖错錯键鍵镜鏡长長闪閃闭閉闲閒闷悶闹鬧阅閱队隊阳陽阴陰阶階际際陆陸险險随隨隐隱难難雾霧静靜韩韓页頁' +
  '项項顺順须須顾顧顿頓预預领領频頻题題额額颜顏风風飞飛饭飯饮飲饰飾馆館驱驅验驗骂罵骗騙骚騷鱼魚鲜鮮麦麥黄黃齐齊龙龍' +
  '区區卡卡厉厲台臺后後里裡干乾只隻面麵系係云雲仓倉价價举舉义義乐樂习習书書专專丢丟严嚴丧喪丰豐临臨丽麗举舉么麼' +
  '亏虧亚亞亩畝仓倉仪儀伙夥伟偉侣侶侧側侦偵债債倾傾偿償储儲儿兒兑兌兰蘭兴興养養写寫军軍农農冲衝决決凉涼刘劉劝勸加加' +
  '励勵勋勳匀勻卫衛却卻县縣发髮吓嚇吨噸员員呕嘔咨諮哗嘩唤喚圣聖坛壇垒壘垫墊壮壯声聲壳殼够夠夺奪奋奮姗姍娱娛婴嬰孙孫' +
  '宪憲寿壽尝嘗帅帥帐帳帘簾异異弃棄弯彎彻徹径徑忆憶忧憂怀懷怜憐恳懇悬懸惧懼惨慘惩懲慑懾懒懶截截执執抚撫抛拋抢搶拟擬' +
  '拦攔择擇挡擋挤擠挥揮捡撿掷擲揽攬搀攙晒曬杀殺杂雜杰傑枪槍柜櫃栏欄桩樁梦夢棉棉榄欖横橫残殘气氣泻瀉泼潑洒灑浆漿浪浪' +
  '渐漸渔漁滤濾滨濱炼煉烛燭烫燙犹猶猪豬猫貓玩玩珑瓏畅暢盐鹽盗盜着著瞒瞞矿礦砖磚硕碩祸禍秽穢窗窗竖豎笼籠筛篩筹籌箩籮' +
  '篮籃粪糞纤纖纯純纱紗纲綱纵縱纷紛纹紋纽紐绍紹绒絨绕繞绘繪络絡给給绣繡绪緒缘緣缝縫缠纏缴繳罢罷耻恥聋聾肃肅肠腸胆膽' +
  '胶膠脉脈腻膩舰艦艰艱艳艷苏蘇苹蘋荐薦荣榮莲蓮萝蘿蓝藍蔼藹虫蟲蚀蝕蚂螞蛋蛋蜡蠟衬襯袜襪裤褲褴襤讶訝讳諱讽諷诈詐诊診' +
  '诗詩话話诞誕诱誘诺諾谊誼谋謀谣謠谦謙谨謹豫豫贡貢赋賦赌賭赏賞赢贏躯軀辅輔辈輩辉輝辐輻辑輯辖轄辟闢辩辯迹跡违違连連' +
  '远遠逊遜遥遙郑鄭邻鄰采採钉釘钩鉤钻鑽铅鉛铜銅铝鋁铭銘锅鍋锋鋒锐銳锦錦锻鍛镇鎮阔闊阵陣陈陳险險雇僱霉黴鞋鞋韵韻顽頑' +
  '颗顆颠顛飘飄饥飢饼餅饿餓驳駁驾駕驻駐骄驕骑騎鸟鳥鸡雞鸭鴨龄齡龟龜' +
  '于於你妳复複尽儘制製占佔周週游遊志誌布佈丑醜松鬆准準表錶范範卷捲家傢回迴采採了瞭舍捨里裏为爲钟鍾线綫' +
  '内內园園织織蜗蝸签籤厌厭马馬荞蕎干幹泄洩钮鈕犊犢卧臥闺閨吃喫谱譜哒噠并並岂豈顶頂溃潰群羣茧繭铲鏟篓簍痴癡劲勁床牀琐瑣闻聞乱亂嚣囂贼賊炖燉镑鎊贰貳余餘骤驟哟喲喽嘍啰囉皂皁污汙税稅厘釐壶壺鸣鳴鹭鷺灶竈锈鏽钢鋼镉鎘墙牆湾灣丝絲' +
  '册冊攒攢沪滬驿驛叠疊槛檻铺鋪柠檸渍漬屉屜湿溼涩澀拧擰烁爍涤滌掸撣烟煙闸閘颈頸呗唄划劃盏盞摇搖斗鬥渗滲噜嚕肾腎涂塗咙嚨晕暈尘塵螨蟎栋棟托託凑湊乔喬萨薩瘪癟钩鈎众衆昵暱阅閲奥奧兽獸珐琺瘫癱痪瘓启啓卫衞说説'

const WRITTEN_BY_BOTH = new Set(
  '后里干只面系云台着于你制占周游志布丑松准表卷家回采了舍伙咨郁雇愿杰内吃群床污托灶皂斗余划泄痴炖厘涂并',
)

const toSimplified = new Map<string, string>()
const simplifiedOnly = new Set<string>()
for (let index = 0; index + 1 < PAIRS.length; index += 2) {
  const simplified = PAIRS.charAt(index)
  const traditional = PAIRS.charAt(index + 1)
  if (simplified === traditional) continue
  toSimplified.set(traditional, simplified)
  if (!WRITTEN_BY_BOTH.has(simplified)) simplifiedOnly.add(simplified)
}
// 著 and 乾 are also written in simplified texts (著名, 乾坤): they fold, but prove nothing.
const traditionalOnly = new Set([...toSimplified.keys()].filter((each) => each !== '著' && each !== '乾'))

export const isTraditionalOnly = (character: string): boolean => traditionalOnly.has(character)
export const isSimplifiedOnly = (character: string): boolean => simplifiedOnly.has(character)

/**
 * Writes traditional characters in simplified form, one for one, so that one list and one model serve both scripts and
 * positions in the folded text are positions in the original. For matching only; never shown to anybody.
 */
export function foldScript(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => toSimplified.get(character) ?? character)
}

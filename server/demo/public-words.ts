import type { Dice } from './dice.ts';

/** What people of an invented city ask, each with a place of the own. */
const concerns: readonly string[] = [
  '{place}的自来水经常发黄，管网改造什么时候能完成？',
  '{place}小学一个班挤了五十多人，新学校还要等几年？',
  '{place}老旧小区加装电梯，补贴标准为什么一降再降？',
  '{place}社区养老服务中心建好了却没有开门，问题出在哪里？',
  '{place}早晚高峰公交要等半个小时，能不能增加班次？',
  '{place}晚上工地还在施工，投诉多次没有结果，谁来管？',
  '{place}卫生院买不到常用的慢性病药，医保能不能下沉到村？',
  '{place}停车位一位难求，占道收费的钱用到哪里去了？',
  '{place}河道治理花了这么多钱，夏天为什么还是发臭？',
  '{place}幼儿园收费涨了两次，普惠园名额为什么不公开？',
  '{place}农村道路下雨就积水，排水沟计划何时修？',
  '{place}外卖骑手没有工伤保险，政府有没有办法？',
  '{place}垃圾分类后又混装运走，分类还有什么意义？',
  '{place}供暖温度不达标，热力公司退费怎么这么难？',
  '{place}大集的食品摊点没有检测，食品安全谁来保证？',
  '{place}招商引资的企业烂尾，土地什么时候收回？',
  '{place}残疾人坡道被车堵死，执法为什么总是一阵风？',
  '{place}预售资金监管账户里的钱够不够交楼，能公布吗？',
];
const places: readonly string[] =
  '云岭区 安河区 东川区 西固区 清源区 永和县 榆阳县 南屏县 新城开发区 河湾街道 南山路 青石镇 柳林镇 建设里 铁西社区 桃园村'.split(
    ' ',
  );
const endings: readonly string[] = [
  '',
  '',
  '请给个准话。',
  '希望能当面答复，谢谢！',
  '我们已经等了三年。',
  '家里有老人，真的很急。',
];
/** Some write down how to reach them, which is not for everybody. */
const contacts: readonly ((dice: Dice) => string)[] = [
  (dice) => `我的电话是138${dice.between(10_000_000, 99_999_999)}。`,
  (dice) => `联系方式：1 3 9-${dice.between(1000, 9999)}-${dice.between(1000, 9999)}。`,
  (dice) => `请打０９３１－${dice.between(2_000_000, 8_999_999)}找我。`,
];
const names: readonly string[] =
  '王先生 李女士 老张 退休教师 小区业主 一位家长 外来务工者 赵阿姨 陈师傅 年轻妈妈'.split(' ');

export interface PublicQuestionWords {
  text: string;
  name: string | null;
}

/** One of few concerns in few places: the same is asked many times over, as it is. */
export function askedByTheWay(dice: Dice): PublicQuestionWords {
  const concern = dice.pick(concerns).replace('{place}', dice.pick(places));
  const contact = dice.chance(8) ? dice.pick(contacts)(dice) : '';
  return { text: concern + dice.pick(endings) + contact, name: dice.chance(35) ? dice.pick(names) : null };
}
